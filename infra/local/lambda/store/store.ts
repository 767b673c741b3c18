import type { ExecutionRecord } from "../machine/state.ts";
import type { Sql } from "../../stand-in/connect.ts";
import { type Cache, createCache } from "./cache.ts";
import { type Commit, createCommitter } from "./committer.ts";
import type { Content } from "./content.ts";
import { createDeferrals, type Deferrals } from "./deferrals.ts";
import { createLoad, type Load } from "./load.ts";
import { createSerialize, type Serialize } from "./serialize.ts";
import type { Stored } from "./stored.ts";

/** An execution whose function this worker is to call now. */
export type Begun = {
  readonly stored: Stored;
  readonly invocationId: string;
  readonly checkpointToken: string;
  /** Operations with a higher number changed from outside since the function last saw them. */
  readonly changedSince: number;
};

/** Who calls functions in this process. */
export type Invocations = {
  /** This worker's number. */
  readonly worker: number;
  /** Takes a place for an invocation and gives it an id; undefined when this worker has no place or not the function. */
  readonly reserve: (execution: ExecutionRecord) => string | undefined;
  /** Gives a place back that came to nothing. */
  readonly release: (invocationId: string) => void;
  readonly begin: (begun: Begun) => void;
};

/** What all writes have in common: the database, the clock in epoch milliseconds, and who is told of commits. */
export type Store = {
  readonly sql: Sql;
  readonly now: () => number;
  readonly cache: Cache;
  readonly load: Load;
  readonly commit: Commit;
  readonly serialize: Serialize;
  readonly deferrals: Deferrals;
  /** Executions of which it is open whether an invocation of this worker was begun or ended. */
  readonly suspects: Set<string>;
  readonly invocations: Invocations;
  /** Told of each write once it is durable: the state it led to and the history it added. */
  readonly onCommit: (committed: Stored, events: Content["events"]) => void;
};

type StoreParts = Pick<Store, "sql" | "now" | "invocations" | "onCommit">;

export const createStore = (parts: StoreParts): Store => ({
  ...parts,
  cache: createCache(),
  load: createLoad(parts.sql),
  commit: createCommitter(parts.sql),
  serialize: createSerialize(),
  deferrals: createDeferrals(),
  suspects: new Set(),
});
