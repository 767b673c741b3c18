import { migrate } from "./migrate.ts";

const url = process.env["DATABASE_URL"];
if (url === undefined) {
  console.error("DATABASE_URL is not set: name the database to migrate, as a role that may create roles.");
  process.exit(78);
}
await migrate(url);
console.log("The database has the newest schema.");
