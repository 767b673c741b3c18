import { type Golden, howToRecord } from "../golden.ts";
import { operationId, type RecordedOperation } from "../history.ts";
import type { CreateHandler } from "../creator-of.ts";
import { type Begun, type Continuation, type Invoked, invokeOnce } from "./invoke-once.ts";
import { type Moment, momentsOf } from "./recorded-state.ts";

const describe = ({ type, subType, name }: Omit<Begun, "id">): string =>
  `${type} ${subType ?? "-"} "${name ?? "-"}"`;

const describeNext = (golden: Golden, next: RecordedOperation | null): string =>
  next === null ? `the end: ${golden.end.status} ${golden.end.result ?? ""}` : describe(next);

const describeNow = (continuation: Exclude<Continuation, { readonly what: "refuses" }>): string => {
  switch (continuation.what) {
    case "begins":
      return describe(continuation.operation);
    case "ends":
      return `the end: ${continuation.status} ${continuation.result ?? continuation.error ?? ""}`;
    case "waits":
      return "it waits for what has come already";
  }
};

type Break = { readonly at: number; readonly recorded: string; readonly now: string };

/** Where the SDK itself found another operation than the recorded one; it names its id or its position. */
const refusal = (golden: Golden, message: string): Break => {
  const [, place = "", , got = ""] =
    /for step "([^"]+)"\. Expected (\w+ "[^"]*"), but got "([^"]*)"/.exec(message) ?? [];
  const index = golden.operations.findIndex(
    ({ path }) => path.replaceAll(".", "-") === place || operationId(path) === place,
  );
  const [, field = "operation"] = /Operation (\w+) mismatch/.exec(message) ?? [];
  const recorded = golden.operations[index];
  return {
    at: index + 1,
    recorded: recorded === undefined ? "another operation" : describe(recorded),
    now: `one with ${field} "${got}"`,
  };
};

/** Of what runs at the same time, the order is nobody's promise: any operation may come that was to come. */
const recordedFor = (golden: Golden, { next }: Moment, { id }: Begun): RecordedOperation | null =>
  next === null ? null : (golden.operations.find(({ path }) => operationId(path) === id) ?? next);

const isSame = ({ end }: Golden, expected: RecordedOperation | null, continuation: Continuation): boolean => {
  if (continuation.what === "begins" && expected !== null) {
    const { id, type, subType, name } = continuation.operation;
    const isThere = id === operationId(expected.path);
    return isThere && type === expected.type && subType === expected.subType && name === expected.name;
  }
  return (
    continuation.what === "ends" &&
    expected === null &&
    continuation.status === end.status &&
    continuation.result === end.result
  );
};

/** A step that is next may be on its way to its activity by now, and several may where branches run side by side. */
const mayTouch = (golden: Golden, expected: RecordedOperation | null): number => {
  const hasBranches = golden.operations.some(({ subType }) => subType === "Parallel" || subType === "Map");
  if (expected !== null && hasBranches) {
    return golden.operations.length;
  }
  return expected?.type === "STEP" ? 1 : 0;
};

const findBreak = (golden: Golden, moment: Moment, { continuation, touched }: Invoked): Break | null => {
  if (continuation.what === "refuses") {
    return refusal(golden, continuation.message);
  }
  const expected =
    continuation.what === "begins" ? recordedFor(golden, moment, continuation.operation) : moment.next;
  const at = expected === null ? golden.operations.length + 1 : golden.operations.indexOf(expected) + 1;
  const recorded = describeNext(golden, expected);
  if (!isSame(golden, expected, continuation)) {
    return { at, recorded, now: describeNow(continuation) };
  }
  return touched.length > mayTouch(golden, expected)
    ? { at, recorded, now: `recorded activities are carried out again (${touched.join(", ")})` }
    : null;
};

const explain = (golden: Golden, moment: Moment, { at, recorded, now }: Break): string =>
  [
    `Running executions of kind "${golden.kind}" would break at operation ${at}.`,
    `  recorded: ${recorded}`,
    `  now:      ${now}`,
    `  (scenario "${golden.scenario}", in invocation ${moment.invocation} of ${golden.invocations.length})`,
    `What to do: raise the version in the kind's contract, so that runs under way finish on the code that they began`,
    `with, and record new golden histories:`,
    howToRecord(golden.kind),
  ].join("\n");

/**
 * Continues a recorded run with the code of today, from every moment at which it may have stopped, and at its full
 * length. Answers what would break, once an operation, in words for whoever changed the workflow; empty when runs
 * under way go on as recorded.
 */
export const replayGolden = async (golden: Golden, create: CreateHandler): Promise<readonly string[]> => {
  const broken = new Map<number, string>();
  for (const moment of momentsOf(golden)) {
    const found = findBreak(golden, moment, await invokeOnce(create, moment.operations));
    if (found !== null && !broken.has(found.at)) {
      broken.set(found.at, explain(golden, moment, found));
    }
  }
  return [...broken.values()];
};
