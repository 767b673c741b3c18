import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { createDatabase, databaseUrl, startPostgres } from "../postgres/index.ts";
import { startLambda } from "./index.ts";
import { loadFunctions } from "./load-functions.ts";

const usage = "usage: npm run lambda -- --functions <module.ts> [--port N] [--database-url URL]";
const databaseName = "lambda";
const defaultRegion = "us-east-1";

type Arguments = { readonly path: string; readonly port: number; readonly databaseUrl: string | undefined };
type Database = { readonly url: string; readonly stop: () => Promise<void> };

const readArguments = (): Arguments => {
  const { values } = parseArgs({
    options: {
      functions: { type: "string" },
      port: { type: "string", default: "0" },
      "database-url": { type: "string" },
    },
  });
  const port = Number(values.port);
  if (values.functions === undefined) throw new Error(usage);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(usage);
  return { path: resolve(values.functions), port, databaseUrl: values["database-url"] };
};

/**
 * The given database, or an embedded one. The embedded one is kept per port, so that a service that was
 * killed continues when it is started on its port again; without a port it is thrown away at the end.
 */
const openDatabase = async (given: Arguments): Promise<Database> => {
  if (given.databaseUrl !== undefined) return { url: given.databaseUrl, stop: async () => {} };
  const isKept = given.port !== 0;
  const home = process.env["COUNTERSIGN_HOME"] ?? ".countersign";
  const directory = isKept
    ? join(home, `lambda-${given.port}`)
    : await mkdtemp(join(tmpdir(), "local-lambda-"));
  const postgres = await startPostgres({ directory, durable: isKept });
  await createDatabase(postgres.url, databaseName);
  return {
    url: databaseUrl(postgres.url, databaseName),
    stop: async () => {
      await postgres.stop();
      if (!isKept) await rm(directory, { recursive: true, force: true });
    },
  };
};

/** The port must be known before the functions are loaded: their clients are built from the environment. */
const choosePort = async (asked: number): Promise<number> => {
  const probe = createServer().listen(asked, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
};

const pointFunctionsHere = (port: number): string => {
  const region = process.env["AWS_REGION"] ?? defaultRegion;
  process.env["AWS_REGION"] = region;
  process.env["AWS_ENDPOINT_URL_LAMBDA"] = `http://127.0.0.1:${port}`;
  process.env["AWS_ACCESS_KEY_ID"] ??= "local";
  process.env["AWS_SECRET_ACCESS_KEY"] ??= "local";
  return region;
};

const run = async (): Promise<void> => {
  const given = readArguments();
  const port = await choosePort(given.port);
  const region = pointFunctionsHere(port);
  const functions = await loadFunctions(given.path);
  const database = await openDatabase(given);
  const report = (message: string): void => console.error(message);
  const lambda = await startLambda({ databaseUrl: database.url, functions, port, region, report });
  const stop = async (): Promise<void> => {
    await lambda.close();
    await database.stop();
    process.exit(0);
  };
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
  console.log(`ready ${lambda.url}`);
};

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
