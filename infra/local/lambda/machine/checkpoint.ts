import { createHash } from "node:crypto";
import { encodeCheckpointToken, parseCheckpointToken } from "../protocol/checkpoint-token.ts";
import { type Fault, foreignToken, invalidParameter, staleToken } from "../protocol/fault.ts";
import { countedOperations } from "./counted-operations.ts";
import { operationsMax, storageBytesMax } from "../protocol/limits.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { closeDraft, type Draft, openDraft } from "./draft.ts";
import {
  type ChildPlan,
  type Decision,
  type Invocation,
  type OperationRecord,
  refuse,
  type State,
  unchanged,
} from "./state.ts";
import { updateOperation } from "./update-operation.ts";
import { checkBatch } from "./check-batch.ts";

export type CheckpointCommand = {
  readonly token: string;
  readonly clientToken?: string | undefined;
  readonly updates: readonly OperationUpdate[];
  /** Random text that makes the callback ids of this checkpoint unguessable. */
  readonly secret: string;
  /** What each chained invocation among the updates is to start, by the operation's id. */
  readonly plans?: ReadonlyMap<string, ChildPlan> | undefined;
};

export type CheckpointResponse = {
  /** Absent once the execution has closed. */
  readonly checkpointToken?: string | undefined;
  /** The operations that changed since the function last saw state. */
  readonly operations: readonly OperationRecord[];
  /** Set when this is the answer to a repeated request: all changes after this number belong to it. */
  readonly repeatedSince?: number | undefined;
};

/**
 * Applies a checkpoint as a whole or refuses it as a whole. The answer also tells of every change that
 * came from outside since the last one. The same token with the same client token is answered again
 * without being applied again. `state` holds the updated operations, their parents, and all that
 * the function has not seen.
 */
export const checkpoint = (
  now: number,
  state: State,
  command: CheckpointCommand,
): Decision<CheckpointResponse> => {
  const admitted = admit(state, command);
  if (!admitted.ok) return refuse(admitted.fault);
  const { invocation } = admitted;
  if (admitted.isRepeated) return unchanged(repeat(state, invocation));
  const draft = openDraft(now, state);
  const refusal = applyUpdates(draft, command);
  if (refusal !== undefined) return refuse(refusal);
  const operations = unseen(draft.operations, draft.execution.seen);
  const told: Invocation = {
    ...invocation,
    turn: invocation.turn + 1,
    clientToken: shortened(command.clientToken),
    seenBefore: draft.execution.seen,
    toldNews: operations.some((operation) => !draft.changed.has(operation.id)),
  };
  draft.execution = { ...draft.execution, seen: draft.execution.sequence, invocation: told };
  return closeDraft(draft, { checkpointToken: nextToken(draft.execution, told), operations });
};

/** Enough to know it again, and a third of its length in every entry of the journal. */
const shortened = (clientToken: string | undefined): string | undefined =>
  clientToken === undefined
    ? undefined
    : createHash("sha256").update(clientToken).digest("base64url").slice(0, clientTokenCharactersKept);

const clientTokenCharactersKept = 12;

type Admission =
  | { readonly ok: true; readonly invocation: Invocation; readonly isRepeated: boolean }
  | { readonly ok: false; readonly fault: Fault };

const admit = (state: State, command: CheckpointCommand): Admission => {
  const token = parseCheckpointToken(command.token);
  if (token === undefined) return { ok: false, fault: staleToken };
  if (token.executionId !== state.execution.id) return { ok: false, fault: foreignToken };
  const { invocation, status } = state.execution;
  if (invocation === undefined || token.invocationId !== invocation.id)
    return { ok: false, fault: staleToken };
  const clientToken = shortened(command.clientToken);
  const isSameRequest = clientToken !== undefined && clientToken === invocation.clientToken;
  if (token.turn === invocation.turn - 1 && isSameRequest) return { ok: true, invocation, isRepeated: true };
  if (status !== "RUNNING" || token.turn !== invocation.turn) return { ok: false, fault: staleToken };
  return { ok: true, invocation, isRepeated: false };
};

/** Tells whether a token belongs to the live invocation, which alone may read state. */
export const mayReadState = (state: State, token: string): Fault | undefined => {
  const admitted = admit(state, { token, updates: [], secret: "" });
  return admitted.ok ? undefined : admitted.fault;
};

const repeat = (state: State, invocation: Invocation): CheckpointResponse => ({
  checkpointToken: nextToken(state.execution, invocation),
  operations: [],
  repeatedSince: invocation.seenBefore,
});

const nextToken = (execution: State["execution"], invocation: Invocation): string | undefined =>
  execution.status === "RUNNING"
    ? encodeCheckpointToken({
        executionId: execution.id,
        invocationId: invocation.id,
        turn: invocation.turn,
      })
    : undefined;

const unseen = (operations: Draft["operations"], seen: number): OperationRecord[] =>
  [...operations.values()]
    .filter((operation) => operation.sequence > seen)
    .toSorted((one, other) => one.position - other.position);

const applyUpdates = (draft: Draft, command: CheckpointCommand): Fault | undefined => {
  const refusal = checkBatch(command.updates);
  if (refusal !== undefined) return refusal;
  for (const update of command.updates) {
    const fault = updateOperation(draft, update, command);
    if (fault !== undefined) return fault;
  }
  if (countedOperations(draft.execution) > operationsMax) {
    return invalidParameter(`A durable execution cannot have more than ${operationsMax} operations.`);
  }
  if (draft.execution.storedBytes > storageBytesMax) {
    return invalidParameter(`A durable execution cannot store more than ${storageBytesMax} bytes.`);
  }
  return undefined;
};
