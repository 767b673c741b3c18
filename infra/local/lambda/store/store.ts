import type { Accepted, ExecutionRecord } from "../machine/state.ts";
import type { Sql } from "../../stand-in/connect.ts";
import { createSerialize, type Serialize } from "./serialize.ts";

/** What was just committed, for those who would otherwise find it by polling. */
export type Committed = {
  readonly execution: ExecutionRecord;
  readonly timers: Accepted<unknown>["timers"]["set"];
};

/** The database, the clock in epoch milliseconds, and who is told of commits. */
export type Store = {
  readonly sql: Sql;
  readonly now: () => number;
  readonly serialize: Serialize;
  readonly onCommit: (committed: Committed) => void;
};

export const createStore = (parts: Omit<Store, "serialize">): Store => ({
  ...parts,
  serialize: createSerialize(),
});
