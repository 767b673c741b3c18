import type { Sql } from "postgres";

export type Counters = {
  /** Every transaction that ended well in the given database, those that only read as well. */
  readonly transactions: number;
  /** Transactions of the whole server that wrote: only these take a number. */
  readonly writes: number;
  readonly walBytes: number;
  /** Waits for the log to be on the disk. */
  readonly walSyncs: number;
  readonly takenAt: number;
};

/** Reads the database's own counters. Connections hand theirs in a little late: see `countersSettleMs`. */
export const readCounters = async (sql: Sql, databaseName: string): Promise<Counters> => {
  const [row] = await sql<{ transactions: string; writes: string; wal_bytes: string; wal_syncs: string }[]>`
    select
      (select xact_commit from pg_stat_database where datname = ${databaseName}) as transactions,
      pg_snapshot_xmax(pg_current_snapshot())::text as writes,
      pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal_bytes,
      (select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal') as wal_syncs`;
  return {
    transactions: Number(row?.transactions),
    writes: Number(row?.writes),
    walBytes: Number(row?.wal_bytes),
    walSyncs: Number(row?.wal_syncs),
    takenAt: performance.now(),
  };
};

/** A connection that has fallen idle hands in what it counted after ten seconds (PGSTAT_IDLE_INTERVAL). */
export const countersSettleMs = 11_000;

type Counted = Omit<Counters, "takenAt">;
const names = ["transactions", "writes", "walBytes", "walSyncs"] as const;

/** What a round trip costs: the change of the counters, less what the idle engine does in the same time. */
export const perTrip = (
  [before, after]: readonly [Counters, Counters],
  [idleFrom, idleTo]: readonly [Counters, Counters],
  trips: number,
): Counted => {
  const milliseconds = after.takenAt - before.takenAt;
  const idleMilliseconds = idleTo.takenAt - idleFrom.takenAt;
  const cost = (name: (typeof names)[number]): number => {
    const idle = ((idleTo[name] - idleFrom[name]) / idleMilliseconds) * milliseconds;
    return (after[name] - before[name] - idle) / trips;
  };
  return {
    transactions: cost("transactions"),
    writes: cost("writes"),
    walBytes: cost("walBytes"),
    walSyncs: cost("walSyncs"),
  };
};
