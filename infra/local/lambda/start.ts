import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as timeOrderedId } from "uuid";
import { createAdmission } from "./http/admission.ts";
import { createLambdaServer } from "./http/server.ts";
import type { ExecutionRecord } from "./machine/state.ts";
import type { Place } from "./protocol/arn.ts";
import { concurrencyMax } from "./protocol/limits.ts";
import type { HistoryEvent } from "./protocol/types.ts";
import { connect } from "../stand-in/connect.ts";
import { createInProcessRuntime } from "./runtime/index.ts";
import { flushAll } from "./store/apply.ts";
import { migrate } from "./store/migrate.ts";
import { createStore } from "./store/store.ts";
import { firstTimer, type Stored } from "./store/stored.ts";
import { holdWorkerLock } from "./store/workers.ts";
import { createClosings } from "./worker/closings.ts";
import { type FunctionDefinition, hostFunctions } from "./worker/functions.ts";
import { createInvoker } from "./worker/invoker.ts";
import { startLeaseKeeper } from "./worker/lease-keeper.ts";
import { hostModule, type ModuleOptions, type Published } from "./worker/module.ts";
import { type StatusChange, statusChanges } from "./worker/status-changes.ts";
import { startTimekeeper } from "./worker/timekeeper.ts";
import { createVersions, type Version } from "./worker/versions.ts";

const accountId = "000000000000";
const defaultRegion = "us-east-1";
const host = "127.0.0.1";
/** How long closing waits for invocations under way; the rest are continued after the next start. */
const closeGraceMs = 3_000;
/**
 * Every statement finds a few rows among any number by an index. Postgres cannot know how few: the rows come as JSON,
 * which it takes for a hundred, and then it reads whole tables. Planning once also saves most of a small write's time.
 */
export const planSettings = {
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  plan_cache_mode: "force_generic_plan",
  jit: "off",
};
const workerNumbersMax = 2 ** 31 - 1;

export type LambdaOptions = {
  readonly databaseUrl: string;
  /** Functions of this process, for handlers that close over its objects; they run beside the service itself. */
  readonly functions?: Readonly<Record<string, FunctionDefinition>> | undefined;
  /** Or a module of functions, which run in threads of their own. */
  readonly module?: ModuleOptions | undefined;
  readonly port?: number | undefined;
  readonly region?: string | undefined;
  /** How many synchronous invocations may wait at once, 1,000 unless given. */
  readonly concurrencyMax?: number | undefined;
  /** Runs the timers of new executions so many times faster than they say, 1 to 1,000,000; 1 unless given. */
  readonly timeScale?: number | undefined;
  /** Told of what is added to the history of an execution, once it is durable. */
  readonly onHistory?: ((execution: ExecutionRecord, events: readonly HistoryEvent[]) => void) | undefined;
  /** Told of each start and end of a durable execution, once it is durable; not told again after a crash. */
  readonly onStatusChange?: ((change: StatusChange) => void) | undefined;
  /** Told of troubles that the service itself survives. */
  readonly report?: ((message: string) => void) | undefined;
};

export type Lambda = {
  readonly url: string;
  /** What was published at the start. */
  readonly published: Published;
  /** Publishes the module as it is on the disk now, as a new version if it has changed. */
  readonly publish: () => Promise<Published>;
  /**
   * Lets go of waiting callers and of invocations that do not end soon; these are continued after the next start.
   * While a thread is left that nothing ends, `process.exit` would wait for it: then only a signal ends the process.
   */
  readonly close: () => Promise<{ readonly threadsLeft: number }>;
};

/**
 * Starts the durable Lambda service on one machine. All its state is in the schema `durable_lambda` of the
 * given database, so it may be killed at any moment and continues when it is started again.
 */
export const startLambda = async (options: LambdaOptions): Promise<Lambda> => {
  const place: Place = { region: options.region ?? defaultRegion, accountId };
  const onError = (error: unknown): void => options.report?.(describe(error));
  const sql = connect(options.databaseUrl, "local-lambda", { settings: planSettings });
  const lockConnection = connect(options.databaseUrl, "local-lambda-worker", { connectionsMax: 1 });
  const worker = randomInt(1, workerNumbersMax);
  const closings = createClosings();
  const versions = createVersions();
  const now = Date.now;
  const invoker = createInvoker({ place, worker, newId: randomUUID, onError });
  const store = createStore({
    sql,
    now,
    invocations: invoker,
    onCommit: (stored, events) => announce(stored, events),
  });
  const closing = new AbortController();
  let published: Published = { version: "1", files: [] };
  const newIds = { newId: randomUUID, newExecutionId: timeOrderedId };
  const admission = createAdmission(options.concurrencyMax ?? concurrencyMax);
  const timeScale = readTimeScale(options.timeScale);
  const service = { store, versions, place, closings, admission, timeScale, ...newIds };
  const server = createLambdaServer({ service, closing: closing.signal, onError });
  const module = options.module && hostModule(options.module, { ...service, onError });
  try {
    await migrate(sql);
    if (module === undefined) versions.publish(inProcessVersion(options.functions ?? {}));
    else published = await module.publish();
    await holdWorkerLock(lockConnection, worker);
    await listen(server, options.port ?? 0);
  } catch (error) {
    await versions.close();
    await Promise.all([sql.end({ timeout: 1 }), lockConnection.end({ timeout: 1 })]);
    throw error;
  }
  // Nothing may wait between listening and the definition of `announce`, which requests come to need.
  const work = invoker.start({ store, versions });
  const timekeeper = startTimekeeper({ store, onWanted: work.wakeAt, onError });
  const leaseKeeper = startLeaseKeeper({ store, lockConnection, isLive: invoker.isLive, onError });

  const announce = (stored: Stored, events: readonly HistoryEvent[]): void => {
    const { status, wantedAt } = stored.execution;
    if (wantedAt !== undefined) work.wakeAt(wantedAt);
    const timerAt = firstTimer(stored);
    if (timerAt !== undefined) timekeeper.wakeAt(timerAt);
    if (status !== "RUNNING") closings.announce(stored);
    options.onHistory?.(stored.execution, events);
    const { onStatusChange } = options;
    if (onStatusChange !== undefined) statusChanges(place, stored.execution, events).forEach(onStatusChange);
  };

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    published,
    publish: async () => {
      if (module === undefined) throw new Error("There is no module to publish.");
      return module.publish();
    },
    close: async () => {
      invoker.stop();
      await Promise.all([work.stop(), timekeeper.stop()]);
      await Promise.race([invoker.settled(), sleep(closeGraceMs, undefined, { ref: false })]);
      closing.abort();
      const { threadsLeft } = await versions.close();
      await leaseKeeper.stop();
      await flushAll(store).catch(onError);
      server.close();
      server.closeIdleConnections();
      await sleep(closeAnswersMs);
      server.closeAllConnections();
      await Promise.all([sql.end({ timeout: 1 }), lockConnection.end({ timeout: 1 })]);
      return { threadsLeft };
    },
  };
};

const inProcessVersion = (functions: NonNullable<LambdaOptions["functions"]>): Version => {
  const hosted = hostFunctions(functions);
  const described = Object.entries(functions).map(([name, { handler, durable = true }]) => [
    name,
    { handler, durable },
  ]);
  const runtime = createInProcessRuntime({
    functions: Object.fromEntries(described),
    memoryLimitMb: inProcessMemoryMb,
  });
  return { number: "1", functions: hosted, runtime };
};

const inProcessMemoryMb = 512;
const timeScaleMax = 1_000_000;

const readTimeScale = (timeScale = 1): number => {
  if (timeScale >= 1 && timeScale <= timeScaleMax) return timeScale;
  throw new RangeError(`The time scale must be a number from 1 to ${timeScaleMax}.`);
};

/** Time for the last answers to leave before connections are cut. */
const closeAnswersMs = 20;

const listen = async (server: Server, port: number): Promise<void> => {
  server.listen(port, host);
  await once(server, "listening");
};

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
