import {
  asIsoText,
  presentExecutionOperation,
  presentOperation,
} from "../../../../infra/local/lambda/protocol/present.ts";
import type { OperationStatus, OperationType } from "../../../../infra/local/lambda/protocol/types.ts";
import type { Golden } from "../golden.ts";
import { operationId, type RecordedOperation } from "../history.ts";

/** A moment of a run: what is recorded until then, and what it did next. */
export type Moment = {
  /** Which one it is in, from 1. */
  readonly invocation: number;
  /** The state as an invocation is told it. */
  readonly operations: readonly object[];
  /** The operation that the run began next; null: it began none, and ended. */
  readonly next: RecordedOperation | null;
};

const begunAt = Date.parse("2026-01-01T00:00:00.000Z");

const byPath = ({ operations }: Golden): ReadonlyMap<string, RecordedOperation> =>
  new Map(operations.map((operation) => [operation.path, operation]));

const parentOf = (path: string): string | undefined =>
  path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : undefined;

/** What has ended before a moment, and what has merely begun: by path, the status at that moment. */
const statusesAfter = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    lines.map((line) => {
      const [path = "", what = ""] = line.split(" ");
      return [path, what === "started" ? "STARTED" : what];
    }),
  );

/** What is inside of a context that has ended is not told again, as by the service. */
const isTold = (path: string, statuses: ReadonlyMap<string, string>): boolean => {
  const parent = parentOf(path);
  return parent === undefined || (statuses.get(parent) === "STARTED" && isTold(parent, statuses));
};

const present = (operation: RecordedOperation, status: string): object => {
  const { path, type, subType, name, result, error } = operation;
  const parent = parentOf(path);
  const hasEnded = status !== "STARTED";
  return presentOperation(
    {
      id: operationId(path),
      ...(parent === undefined ? {} : { parentId: operationId(parent) }),
      type: type as OperationType,
      subType: subType ?? undefined,
      name: name ?? undefined,
      status: status as OperationStatus,
      startedAt: begunAt,
      ...(hasEnded ? { endedAt: begunAt, attempt: 1 } : {}),
      ...(hasEnded && result !== undefined ? { result } : {}),
      ...(hasEnded && error !== undefined
        ? { error: { ErrorType: error.type ?? undefined, ErrorMessage: error.message ?? undefined } }
        : {}),
      ...(type === "CALLBACK" ? { callbackId: `callback-${path}` } : {}),
      ...(type === "WAIT" ? { scheduledEndAt: begunAt } : {}),
    },
    asIsoText,
  );
};

const stateAfter = (golden: Golden, lines: readonly string[]): readonly object[] => {
  const statuses = statusesAfter(lines);
  const recorded = byPath(golden);
  const execution = { id: "recorded", name: "recorded", startedAt: begunAt };
  const told = [...statuses].flatMap(([path, status]) => {
    const operation = recorded.get(path);
    return operation === undefined || !isTold(path, statuses) ? [] : [present(operation, status)];
  });
  return [presentExecutionOperation(execution, golden.input, asIsoText), ...told];
};

/** What came from outside and woke the invocation: the ends with which it begins. */
const wakingEnds = (golden: Golden, invocation: readonly string[]): readonly string[] => {
  const recorded = byPath(golden);
  const isWaking = (line: string): boolean => {
    const [path = "", what] = line.split(" ");
    return (
      what !== "started" && ["CALLBACK", "WAIT", "CHAINED_INVOKE"].includes(recorded.get(path)?.type ?? "")
    );
  };
  const first = invocation.findIndex((line) => !isWaking(line));
  return invocation.slice(0, first === -1 ? invocation.length : first);
};

/**
 * Every moment before an operation began, and the one at which all is recorded but the end. A run may have come to rest
 * at some of them, and its process may have died at any. What woke an invocation is known from its beginning on.
 */
export const momentsOf = (golden: Golden): readonly Moment[] => {
  const recorded = byPath(golden);
  const moments: Moment[] = [];
  const past: string[] = [];
  for (const [index, invocation] of golden.invocations.entries()) {
    const waking = wakingEnds(golden, invocation);
    past.push(...waking);
    for (const line of invocation.slice(waking.length)) {
      const [path = "", what] = line.split(" ");
      if (what === "started" && past.length > 0) {
        const next = recorded.get(path) ?? null;
        moments.push({ invocation: index + 1, operations: stateAfter(golden, past), next });
      }
      past.push(line);
    }
  }
  const last = { invocation: golden.invocations.length, operations: stateAfter(golden, past), next: null };
  return [...moments, last];
};
