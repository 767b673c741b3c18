import { startPostgres } from "../../../../infra/local/postgres/index.ts";

// A Postgres with a Node process of its own, to be killed at any moment: node host.ts <directory>
const [directory = ""] = process.argv.slice(2);

const { url } = await startPostgres({ directory, durable: true });
console.log(url);
