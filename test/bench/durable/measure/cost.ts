import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { type Counters, countersSettleMs, perTrip, readCounters } from "./counters.ts";
import type { Driver } from "./drive.ts";
import { familySeconds, parentOf, processorSeconds } from "./processor-time.ts";

/** What one round trip costs the database and the processors. */
export type Cost = Omit<Counters, "takenAt"> & {
  /** Milliseconds of processor time: the client's, the service's and its functions', Postgres's. */
  readonly driverMs: number;
  readonly serviceMs: number;
  readonly postgresMs: number;
};

export type CostOptions = {
  readonly driver: Driver;
  readonly sql: Sql;
  readonly databaseName: string;
  readonly inFlight: readonly number[];
  readonly milliseconds: number;
  readonly say: (line: string) => void;
};

/** Measures the costs by number in flight, while nothing else uses the server. */
export const measureCosts = async (options: CostOptions): Promise<ReadonlyMap<number, Cost>> => {
  const { driver, sql, databaseName, say } = options;
  const settled = async (): Promise<Counters> => {
    await sleep(countersSettleMs);
    return readCounters(sql, databaseName);
  };
  const [backend] = await sql<{ id: number }[]>`select pg_backend_pid() as id`;
  const server = parentOf(backend?.id ?? 0);
  const [client, ...service] = driver.processIds;
  const computed = (): readonly number[] => [
    processorSeconds(client),
    service.reduce((sum, id) => sum + processorSeconds(id), 0),
    familySeconds(server),
  ];

  say("costs of ours, alone on the server: counting what it does idle");
  const idleFrom = await settled();
  const computedFrom = computed();
  const idleTo = await settled();
  const idle = [idleFrom, idleTo] as const;
  /** Of each of the three, milliseconds of processor time in a millisecond. */
  const idleShares = computed().map(
    (seconds, index) =>
      ((seconds - (computedFrom[index] ?? 0)) * 1_000) / (idleTo.takenAt - idleFrom.takenAt),
  );
  const costs = new Map<number, Cost>();
  let before = idleTo;
  for (const inFlight of options.inFlight) {
    say(`costs of ours with ${inFlight} in flight`);
    const computedBefore = computed();
    const { trips, seconds } = await driver.measure({
      inFlight,
      milliseconds: options.milliseconds,
      pauseMs: 0,
    });
    const [driverMs = 0, serviceMs = 0, postgresMs = 0] = computed().map((computedAfter, index) => {
      const busy = computedAfter - (computedBefore[index] ?? 0) - (idleShares[index] ?? 0) * seconds;
      return (busy * 1_000) / trips;
    });
    const after = await settled();
    costs.set(inFlight, { ...perTrip([before, after], idle, trips), driverMs, serviceMs, postgresMs });
    before = after;
  }
  return costs;
};
