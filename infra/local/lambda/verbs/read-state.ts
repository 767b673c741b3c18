import { mayReadState } from "../machine/checkpoint.ts";
import type { ExecutionReference } from "../protocol/arn.ts";
import { FaultError, invalidMarker, staleToken } from "../protocol/fault.ts";
import { encodeMarker, parseMarker } from "../protocol/marker.ts";
import { presentExecutionOperation, presentOperation, type WriteTime } from "../protocol/present.ts";
import { statePage } from "../store/pages.ts";
import type { Store } from "../store/store.ts";
import type { Stored } from "../store/stored.ts";
import { isExecution } from "./is-execution.ts";

export type StateRequest = {
  readonly reference: ExecutionReference;
  readonly token: string;
  readonly items: number;
  readonly marker: string | undefined;
};

/** A page of the state, which only the live invocation may read: the body of GetDurableExecutionState's response. */
export const readState = async (store: Store, request: StateRequest, time: WriteTime): Promise<object> => {
  const after = readPosition(store.now(), request);
  const { execution, ...stored } = await load(store, request);
  const page = statePage({ execution, ...stored }, { after: after ?? 0, items: request.items });
  const operations = page.operations.map((operation) => presentOperation(operation, time));
  const first = presentExecutionOperation(execution, stored.input, time);
  return {
    Operations: after === undefined ? [first, ...operations] : operations,
    NextMarker: page.next === undefined ? undefined : encodeMarker(store.now(), [execution.id, page.next]),
  };
};

const readPosition = (now: number, { marker, reference }: StateRequest): number | undefined => {
  if (marker === undefined || marker === "") return undefined;
  const [executionId, position] = parseMarker(now, marker, ["string", "number"]) ?? [];
  if (executionId !== reference.executionId) throw new FaultError(invalidMarker);
  return Number(position);
};

/** What is known serves when the token fits it; else the database has the last word. */
const load = async (store: Store, { reference, token }: StateRequest): Promise<Stored> => {
  const refusal = (stored: Stored) =>
    isExecution(stored.execution, reference) ? mayReadState(stored, token) : staleToken;
  const known = store.cache.get(reference.executionId);
  if (known !== undefined && refusal(known) === undefined) return known;
  const stored = await store.load(reference.executionId);
  if (stored === undefined) throw new FaultError(staleToken);
  const fault = refusal(stored);
  if (fault !== undefined) throw new FaultError(fault);
  return stored;
};
