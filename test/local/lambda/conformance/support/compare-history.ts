import type { ExpectedEvent, Requirement } from "./requirement.ts";

type Actual = Readonly<Record<string, unknown>>;
type Bindings = Map<string, unknown>;

/**
 * Compares a history with the one that a requirement expects, event by event; answers with what differs. The first
 * event, and the end of the execution where the requirement does not name it, are beside the point. `*` stands for
 * anything, `${/…/}` for a text, `${NAME}` for one value wherever it appears and for another one under each name.
 */
export const compareHistory = (requirement: Requirement, events: readonly Actual[]): readonly string[] => {
  const expected = requirement.ExpectedExecutionHistory;
  const namesEnd = expected.some(({ EventType }) => isEnd(EventType));
  const told = events.filter(
    ({ EventType }) => EventType !== "ExecutionStarted" && (namesEnd || !isEnd(String(EventType))),
  );
  const bindings: Bindings = new Map();
  const differences = expected.flatMap((event, index) => compareEvent(event, told[index] ?? {}, bindings));
  const surplus = told.slice(expected.length).map(({ EventType }) => `surplus event ${String(EventType)}`);
  const values = [...bindings.values()].filter((value) => value !== undefined);
  const merged = new Set(values).size === values.length ? [] : ["two names stand for the same value"];
  return [...differences, ...surplus, ...merged];
};

const isEnd = (eventType: string): boolean => /^Execution(?!Started)/.test(eventType);

const compareEvent = (expected: ExpectedEvent, actual: Actual, bindings: Bindings): readonly string[] => {
  const at = `event ${String(expected["EventId"])} (${expected.EventType})`;
  // Whether an operation is inside of another one is never left open.
  const inside = { ParentId: undefined, ...expected };
  return Object.entries(inside).flatMap(([key, value]) =>
    compareValue(`${at} ${key}`, { expected: value, actual: actual[key] }, bindings),
  );
};

const compareValue = (
  at: string,
  { expected, actual }: { readonly expected: unknown; readonly actual: unknown },
  bindings: Bindings,
): readonly string[] => {
  if (expected === "*") return actual === undefined ? [`${at} is missing`] : [];
  if (typeof expected === "string" && expected.startsWith("${")) {
    return compareMatched(at, { expected, actual }, bindings);
  }
  if (typeof expected === "object" && expected !== null) {
    const own = (actual ?? {}) as Actual;
    return Object.entries(expected).flatMap(([key, value]) =>
      compareValue(`${at}.${key}`, { expected: value, actual: own[key] }, bindings),
    );
  }
  return expected === actual
    ? []
    : [`${at} is ${JSON.stringify(actual)} and not ${JSON.stringify(expected)}`];
};

const compareMatched = (
  at: string,
  { expected, actual }: { readonly expected: string; readonly actual: unknown },
  bindings: Bindings,
): readonly string[] => {
  const pattern = /^\$\{\/(.*)\/\}$/.exec(expected)?.[1];
  if (pattern !== undefined) {
    return new RegExp(pattern).test(String(actual)) ? [] : [`${at} is ${String(actual)}, against ${pattern}`];
  }
  if (!bindings.has(expected)) bindings.set(expected, actual);
  const bound = bindings.get(expected);
  return bound === actual ? [] : [`${at} is ${String(actual)} and not ${String(bound)} as before`];
};
