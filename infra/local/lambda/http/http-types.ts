import type { Place } from "../protocol/arn.ts";
import type { ExecutionStatus } from "../protocol/types.ts";
import type { Store } from "../store/store.ts";
import type { Closings } from "../worker/closings.ts";
import type { Admission } from "./admission.ts";
import type { Versions } from "../worker/versions.ts";

export const statuses: readonly ExecutionStatus[] = [
  "RUNNING",
  "SUCCEEDED",
  "FAILED",
  "TIMED_OUT",
  "STOPPED",
];

/** What the routes work with. */
export type Service = {
  readonly store: Store;
  readonly versions: Versions;
  readonly place: Place;
  readonly closings: Closings;
  /** Of synchronous invocations. */
  readonly admission: Admission;
  /** How many times faster than they say the timers of new executions run. */
  readonly timeScale: number;
  /** Random, so that nobody can guess what it names. */
  readonly newId: () => string;
  /** In the order of time, as the list of executions is read. */
  readonly newExecutionId: () => string;
};

export type Incoming = {
  /** The percent-decoded segments that the route's pattern captured. */
  readonly parameters: readonly string[];
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
  /** Made for those who wait: it aborts when the caller goes away or the service closes. */
  readonly signal: () => AbortSignal;
};

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Route = {
  readonly method: "GET" | "POST";
  readonly pattern: RegExp;
  readonly handle: (service: Service, incoming: Incoming) => Promise<Reply>;
};
