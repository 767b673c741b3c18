import { createHash } from "node:crypto";
import type { Event } from "@aws-sdk/client-lambda";

export type OperationError = { readonly type: string | null; readonly message: string | null };

/** One operation of an execution. `path` is its position: "2.1" is the first operation of the second one. */
export type RecordedOperation = {
  readonly path: string;
  readonly type: string;
  readonly subType: string | null;
  readonly name: string | null;
  readonly status: string;
  readonly result?: string;
  readonly error?: OperationError;
};

/** What an execution did: its operations by position, and in which invocation each began and ended. */
export type RunHistory = {
  readonly operations: readonly RecordedOperation[];
  /** "2.1 started", "2.1 SUCCEEDED". What came from outside stands first in the invocation that it woke. */
  readonly invocations: readonly (readonly string[])[];
};

const siblingsMax = 3_000;
const hashCharacters = 16;
const types = {
  Context: "CONTEXT",
  Callback: "CALLBACK",
  Step: "STEP",
  Wait: "WAIT",
  ChainedInvoke: "CHAINED_INVOKE",
} as const;
const eventPattern =
  /^(Context|Callback|Step|Wait|ChainedInvoke)(Started|Succeeded|Failed|TimedOut|Stopped|Cancelled)$/;
const statuses: Readonly<Record<string, string>> = {
  Succeeded: "SUCCEEDED",
  Failed: "FAILED",
  TimedOut: "TIMED_OUT",
  Stopped: "STOPPED",
  Cancelled: "CANCELLED",
};

/** The id that the SDK gives to the operation at a position. */
export const operationId = (path: string): string =>
  createHash("md5").update(path.replaceAll(".", "-")).digest("hex").slice(0, hashCharacters);

const comparePaths = (one: string, other: string): number => {
  const [left, right] = [one.split(".").map(Number), other.split(".").map(Number)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
};

type Details = {
  readonly Result?: { readonly Payload?: string };
  readonly Error?: { readonly Payload?: { readonly ErrorType?: string; readonly ErrorMessage?: string } };
  readonly RetryDetails?: { readonly NextAttemptDelaySeconds?: number };
};

const detailsOf = (event: Event): Details =>
  (Object.entries(event).find(([key]) => key.endsWith("Details"))?.[1] ?? {}) as Details;

/** The position of an event's operation, found from its parent's: the id is a digest of it. */
const createPaths = () => {
  const known = new Map<string, string>();
  return ({ Id: id = "", ParentId: parentId }: Event): string => {
    const found = known.get(id);
    if (found !== undefined) {
      return found;
    }
    const parent = parentId === undefined ? undefined : known.get(parentId);
    for (let place = 1; place <= siblingsMax; place += 1) {
      const path = parent === undefined ? `${place}` : `${parent}.${place}`;
      if (operationId(path) === id) {
        known.set(id, path);
        return path;
      }
    }
    throw new Error(`operation ${id} is at no position inside of ${parent ?? "the execution"}`);
  };
};

/** What is ended from outside, where no invocation runs. */
const endsOutside = (type: string): boolean =>
  type === "CALLBACK" || type === "WAIT" || type === "CHAINED_INVOKE";

/**
 * Reads the history of an execution from its events. Left out, because two services may differ there: ids, moments,
 * tokens, the attempts of a step that was tried again, and stack traces.
 */
export const readHistory = (events: readonly Event[]): RunHistory => {
  const pathOf = createPaths();
  const operations = new Map<string, RecordedOperation>();
  const invocations: string[][] = [[]];
  for (const event of events) {
    const current = invocations.at(-1) ?? [];
    if (event.EventType === "InvocationCompleted") {
      invocations.push(takeOutsideEnds(current, operations));
      continue;
    }
    const [, word, what] = eventPattern.exec(event.EventType ?? "") ?? [];
    if (word === undefined || what === undefined) {
      continue;
    }
    const path = pathOf(event);
    const known = operations.get(path);
    const { Result, Error: error, RetryDetails } = detailsOf(event);
    if (what === "Started") {
      if (known === undefined) {
        operations.set(path, start(event, path, types[word as keyof typeof types]));
        current.push(`${path} started`);
      }
    } else if (known !== undefined && RetryDetails?.NextAttemptDelaySeconds === undefined) {
      const status = statuses[what] ?? what;
      operations.set(path, { ...known, status, ...ending(Result?.Payload, error?.Payload) });
      current.push(`${path} ${status}`);
    }
  }
  return {
    operations: [...operations.values()].toSorted((one, other) => comparePaths(one.path, other.path)),
    invocations: invocations.filter((invocation) => invocation.length > 0),
  };
};

const start = ({ SubType, Name }: Event, path: string, type: string): RecordedOperation => ({
  path,
  type,
  subType: SubType ?? null,
  name: Name ?? null,
  status: "STARTED",
});

const ending = (
  result: string | undefined,
  error: { readonly ErrorType?: string; readonly ErrorMessage?: string } | undefined,
) => ({
  ...(result === undefined ? {} : { result }),
  ...(error === undefined
    ? {}
    : { error: { type: error.ErrorType ?? null, message: error.ErrorMessage ?? null } }),
});

/** An answer that arrives while the invocation is already returning belongs to the next one: that is the one it wakes. */
const takeOutsideEnds = (
  invocation: string[],
  operations: ReadonlyMap<string, RecordedOperation>,
): string[] => {
  const isOutside = (line: string): boolean => {
    const [path = "", what] = line.split(" ");
    return what !== "started" && endsOutside(operations.get(path)?.type ?? "");
  };
  const last = invocation.findLastIndex((line) => !isOutside(line));
  return invocation.splice(last + 1);
};

/** A history as people read it: one line an operation, indented by what it is in. */
export const historyLines = ({ operations }: Pick<RunHistory, "operations">): readonly string[] =>
  operations.map(
    ({ path, type, subType, name, status }) =>
      `${"  ".repeat(path.split(".").length - 1)}${type} ${subType ?? "-"} ${name ?? "-"} ${status}`,
  );
