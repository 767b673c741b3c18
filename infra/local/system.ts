import { fileURLToPath } from "node:url";
import { composeApi } from "../../api/compose.ts";
import { createLogins } from "../../db/create-login.ts";
import { migrate } from "../../db/migrate.ts";
import { type DemoTenant, ensureDemoTenant } from "./demo-tenant.ts";
import { deploymentEnvironment, loginsOf, type StartOptions } from "./environment.ts";
import { type Home, openHome } from "./home.ts";
import { startLambda } from "./lambda/index.ts";
import { startMailbox } from "./mailbox/index.ts";
import { choosePorts } from "./ports.ts";
import { createDatabase, databaseUrl, startPostgres } from "./postgres/index.ts";
import { startSandbox } from "./sandbox/index.ts";
import { listen } from "./stand-in/listen.ts";

/** What `ready.json` says. */
export type Ready = {
  readonly pid: number;
  readonly baseUrl: string;
  readonly mailboxUrl: string;
  readonly lambdaUrl: string;
  readonly databaseUrl: string;
  readonly operatorToken: string;
  readonly demo: DemoTenant & { readonly sandboxUrl: string };
};

export type System = { readonly ready: Ready; readonly stop: () => Promise<void> };

/** Told after each part has come up, with how long that took in milliseconds. */
export type Report = (part: string, detail: string, milliseconds: number) => void;

const databaseName = "countersign";
const readyFile = "ready.json";
const livenessTimeoutMilliseconds = 1_000;

/** What is deployed to Lambda on AWS; here its functions run in threads of their own. */
const workflows = fileURLToPath(new URL("../../workflows/handlers.ts", import.meta.url));

type Stop = () => Promise<unknown>;

/** Stops in the reverse order of the start, and goes on when one of them fails. */
const stopAll = async (stops: readonly Stop[]): Promise<void> => {
  for (const stop of [...stops].reverse()) {
    try {
      await stop();
    } catch {
      // The rest must still stop; what did not end by itself ends with the process.
    }
  }
};

const refuseSecondStart = async (home: Home): Promise<void> => {
  const other = await home.read<Ready>(readyFile);
  if (other !== null && (await answers(other.baseUrl))) {
    throw new Error(
      `Countersign is running in ${home.directory} already (process ${other.pid}, ${other.baseUrl}). ` +
        "Stop it, or start with another COUNTERSIGN_HOME and PORT.",
    );
  }
  await home.remove(readyFile);
};

/** Asked over HTTP: after a kill -9 the file stays, and its process number may be somebody else's by now. */
const answers = async (baseUrl: string): Promise<boolean> => {
  try {
    const signal = AbortSignal.timeout(livenessTimeoutMilliseconds);
    return (await fetch(`${baseUrl}/livez`, { signal })).ok;
  } catch {
    return false;
  }
};

const openDatabase = async (
  options: StartOptions,
  home: Home,
  report: Report,
): Promise<{ url: string; stop: Stop }> => {
  if (options.databaseUrl !== null) {
    return { url: options.databaseUrl, stop: async () => {} };
  }
  const postgres = await startPostgres({
    directory: `${home.directory}/postgres`,
    durable: true,
    report: (line) => report("Postgres", line, 0),
  });
  await createDatabase(postgres.url, databaseName);
  return { url: databaseUrl(postgres.url, databaseName), stop: postgres.stop };
};

const prepareDatabase = async (url: string, home: Home): Promise<void> => {
  await migrate(url);
  const { app, relay } = loginsOf(home);
  await createLogins(url, [
    { ...app, memberOf: "countersign_app" },
    { ...relay, memberOf: "countersign_relay" },
  ]);
};

/** Starts the whole system on this machine; resolves when everything answers and `ready.json` is there. */
export const startSystem = async (options: StartOptions, report: Report): Promise<System> => {
  const stops: Stop[] = [];
  let began = performance.now();
  const up = (part: string, detail: string): void => {
    report(part, detail, performance.now() - began);
    began = performance.now();
  };
  try {
    const home = await openHome(options.homeDirectory);
    await refuseSecondStart(home);
    const database = await openDatabase(options, home, report);
    stops.push(database.stop);
    await prepareDatabase(database.url, home);
    up("Postgres", new URL(database.url).host);

    const ports = await choosePorts(home);
    const mailbox = await startMailbox({ databaseUrl: database.url, port: ports.mailbox });
    stops.push(mailbox.close);
    up("Mailbox", mailbox.url);
    const sandbox = await startSandbox({
      databaseUrl: database.url,
      port: ports.sandbox,
      seed: options.sandboxSeed,
    });
    stops.push(sandbox.close);
    up("Sandbox systems", sandbox.url);

    // It listens before anything is told where: links in mails need the address.
    let fetch: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
    const api = await listen((request) => fetch(request), options.port);
    const baseUrl = api.url;
    const env = deploymentEnvironment({ options, home, ports, databaseUrl: database.url, baseUrl });
    const lambda = await startLambda({
      databaseUrl: database.url,
      port: ports.lambda,
      region: "eu-central-1",
      module: { path: workflows, environment: env },
    });
    stops.push(lambda.close);
    up("Lambda", lambda.url);
    const composed = await composeApi(env);
    fetch = composed.fetch;
    composed.dispatcher.start();
    stops.push(composed.close, api.close);
    up("API", baseUrl);

    const demo = await ensureDemoTenant({ home, baseUrl, sandboxUrl: sandbox.url });
    up("Demo tenant", demo.tenantId);
    const ready: Ready = {
      pid: process.pid,
      baseUrl,
      mailboxUrl: mailbox.url,
      lambdaUrl: lambda.url,
      databaseUrl: database.url,
      operatorToken: home.keys.operatorToken,
      demo: { ...demo, sandboxUrl: sandbox.url },
    };
    await home.write(readyFile, ready);
    stops.push(() => home.remove(readyFile));
    return { ready, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
};
