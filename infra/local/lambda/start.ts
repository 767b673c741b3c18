import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as timeOrderedId } from "uuid";
import { createLambdaServer } from "./http/server.ts";
import type { Place } from "./protocol/arn.ts";
import { connect } from "../stand-in/connect.ts";
import { flushAll } from "./store/apply.ts";
import { migrate } from "./store/migrate.ts";
import { createStore } from "./store/store.ts";
import { firstTimer, type Stored } from "./store/stored.ts";
import { holdWorkerLock } from "./store/workers.ts";
import { createClosings } from "./worker/closings.ts";
import { type FunctionDefinition, hostFunctions } from "./worker/functions.ts";
import { createInvoker } from "./worker/invoker.ts";
import { startLeaseKeeper } from "./worker/lease-keeper.ts";
import { startTimekeeper } from "./worker/timekeeper.ts";

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
  readonly functions: Readonly<Record<string, FunctionDefinition>>;
  readonly port?: number | undefined;
  readonly region?: string | undefined;
  /** Told of troubles that the service itself survives. */
  readonly report?: ((message: string) => void) | undefined;
};

export type Lambda = {
  readonly url: string;
  /** Lets go of waiting callers and of invocations that do not end soon; these are continued after the next start. */
  readonly close: () => Promise<void>;
};

/**
 * Starts the durable Lambda service on one machine. All its state is in the schema `local_lambda` of the
 * given database, so it may be killed at any moment and continues when it is started again.
 */
export const startLambda = async (options: LambdaOptions): Promise<Lambda> => {
  const functions = hostFunctions(options.functions);
  const place: Place = { region: options.region ?? defaultRegion, accountId };
  const onError = (error: unknown): void => options.report?.(describe(error));
  const sql = connect(options.databaseUrl, "local-lambda", { settings: planSettings });
  const lockConnection = connect(options.databaseUrl, "local-lambda-worker", { connectionsMax: 1 });
  const worker = randomInt(1, workerNumbersMax);
  const closings = createClosings();
  const now = Date.now;
  const invoker = createInvoker({ functions, place, worker, newId: randomUUID, onError });
  const store = createStore({
    sql,
    now,
    invocations: invoker,
    onCommit: (stored) => announce(stored),
  });
  const closing = new AbortController();
  const newIds = { newId: randomUUID, newExecutionId: timeOrderedId };
  const service = { store, functions, place, closings, ...newIds };
  const server = createLambdaServer({ service, closing: closing.signal, onError });
  try {
    await migrate(sql);
    await holdWorkerLock(lockConnection, worker);
    await listen(server, options.port ?? 0);
  } catch (error) {
    await Promise.all([sql.end({ timeout: 1 }), lockConnection.end({ timeout: 1 })]);
    throw error;
  }
  // Nothing may wait between listening and the definition of `announce`, which requests come to need.
  const work = invoker.start(store);
  const timekeeper = startTimekeeper({ store, onWanted: work.wakeAt, onError });
  const leaseKeeper = startLeaseKeeper({ store, lockConnection, isLive: invoker.isLive, onError });

  const announce = (stored: Stored): void => {
    const { id, status, wantedAt } = stored.execution;
    if (wantedAt !== undefined) work.wakeAt(wantedAt);
    const timerAt = firstTimer(stored);
    if (timerAt !== undefined) timekeeper.wakeAt(timerAt);
    if (status !== "RUNNING") closings.announce(id);
  };

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      invoker.stop();
      await Promise.all([work.stop(), timekeeper.stop()]);
      await Promise.race([invoker.settled(), sleep(closeGraceMs, undefined, { ref: false })]);
      closing.abort();
      await leaseKeeper.stop();
      await flushAll(store).catch(onError);
      server.close();
      server.closeIdleConnections();
      await sleep(closeAnswersMs);
      server.closeAllConnections();
      await Promise.all([sql.end({ timeout: 1 }), lockConnection.end({ timeout: 1 })]);
    },
  };
};

/** Time for the last answers to leave before connections are cut. */
const closeAnswersMs = 20;

const listen = async (server: Server, port: number): Promise<void> => {
  server.listen(port, host);
  await once(server, "listening");
};

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
