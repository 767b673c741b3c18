import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, databaseUrl, startPostgres } from "../postgres/index.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { type Lambda, startLambda } from "./index.ts";
import { postStatusChanges } from "./post-status-changes.ts";
import { terminalLine } from "./terminal-line.ts";
import { watchFiles } from "./watch-files.ts";

const databaseName = "lambda";
const defaultRegion = "us-east-1";

type Database = { readonly url: string; readonly stop: () => Promise<void> };

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

/** What functions find in their environment, so that clients they make themselves call this service. */
const environmentOf = (region: string, port: number): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${port}`,
  AWS_ACCESS_KEY_ID: process.env["AWS_ACCESS_KEY_ID"] ?? "local",
  AWS_SECRET_ACCESS_KEY: process.env["AWS_SECRET_ACCESS_KEY"] ?? "local",
});

const say = (message: string): void => console.error(message);

/** Publishes a new version whenever a file changes; answers what ends that. */
const publishOnChange = async (lambda: Lambda): Promise<() => void> => {
  let { version } = lambda.published;
  const publish = async (): Promise<void> => {
    try {
      const published = await lambda.publish();
      watch.update(published.files);
      if (published.version !== version) say(`published version ${published.version}`);
      version = published.version;
    } catch (error) {
      say(`not published: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const watch = watchFiles(() => void publish());
  watch.update(lambda.published.files);
  return watch.close;
};

const run = async (): Promise<void> => {
  const given = readArguments(process.argv.slice(2));
  const port = await choosePort(given.port);
  const region = process.env["AWS_REGION"] ?? defaultRegion;
  const database = await openDatabase(given);
  const lambda = await startLambda({
    databaseUrl: database.url,
    module: { path: given.path, environment: environmentOf(region, port) },
    port,
    region,
    timeScale: given.timeScale,
    report: say,
    onStatusChange: given.eventsUrl === undefined ? undefined : postStatusChanges(given.eventsUrl, say),
    onHistory: given.quiet
      ? undefined
      : (execution, events) => {
          for (const event of events) say(terminalLine(execution, event));
        },
  }).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  const stopWatching = given.watches ? await publishOnChange(lambda) : () => undefined;
  const stop = async (): Promise<void> => {
    stopWatching();
    const { threadsLeft } = await lambda.close();
    await database.stop();
    if (threadsLeft > 0) process.kill(process.pid, "SIGKILL");
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
