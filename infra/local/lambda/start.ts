import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createLambdaServer } from "./http/server.ts";
import type { Place } from "./protocol/arn.ts";
import { connect } from "../stand-in/connect.ts";
import { migrate } from "./store/migrate.ts";
import { holdWorkerLock } from "./store/leases.ts";
import { type Committed, createStore } from "./store/store.ts";
import { createClosings } from "./worker/closings.ts";
import { type FunctionDefinition, hostFunctions } from "./worker/functions.ts";
import { startInvoker } from "./worker/invoker.ts";
import { startLeaseKeeper } from "./worker/lease-keeper.ts";
import { startTimekeeper } from "./worker/timekeeper.ts";

const accountId = "000000000000";
const defaultRegion = "us-east-1";
const host = "127.0.0.1";
/** How long closing waits for invocations under way; the rest are continued after the next start. */
const closeGraceMs = 3_000;
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
  const sql = connect(options.databaseUrl, "local-lambda");
  const lockConnection = connect(options.databaseUrl, "local-lambda-worker", 1);
  const owner = randomInt(1, workerNumbersMax);
  const closings = createClosings();
  const now = Date.now;
  const store = createStore({ sql, now, onCommit: (committed) => announce(committed) });
  const closing = new AbortController();
  const service = { store, functions, place, closings, newId: randomUUID };
  const server = createLambdaServer({ service, closing: closing.signal, onError });
  try {
    await migrate(sql);
    await holdWorkerLock(lockConnection, owner);
    await listen(server, options.port ?? 0);
  } catch (error) {
    await Promise.all([sql.end({ timeout: 1 }), lockConnection.end({ timeout: 1 })]);
    throw error;
  }
  // Nothing may wait between listening and the definition of `announce`, which requests come to need.
  const invoker = startInvoker({ store, functions, place, owner, newId: randomUUID, onError });
  const timekeeper = startTimekeeper(store, onError);
  const { liveIds } = invoker;
  const leaseKeeper = startLeaseKeeper({ store, lockConnection, owner, liveIds, onError });

  const announce = ({ execution, timers }: Committed): void => {
    if (execution.wantedAt !== undefined) invoker.loop.wakeAt(execution.wantedAt);
    for (const timer of timers) timekeeper.wakeAt(timer.dueAt);
    if (execution.status !== "RUNNING") closings.announce(execution.id);
  };

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await Promise.all([invoker.loop.stop(), timekeeper.stop()]);
      await Promise.race([invoker.settled(), sleep(closeGraceMs, undefined, { ref: false })]);
      closing.abort();
      await leaseKeeper.stop();
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
