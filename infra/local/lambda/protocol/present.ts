import type { ErrorObject, OperationStatus, OperationType } from "./types.ts";

/** How a moment is written: epoch seconds in REST responses, ISO text in invocation events. */
export type WriteTime = (milliseconds: number) => number | string;

export const asSeconds: WriteTime = (milliseconds) => milliseconds / 1_000;
export const asIsoText: WriteTime = (milliseconds) => new Date(milliseconds).toISOString();

export type PresentableOperation = {
  readonly id: string;
  readonly parentId?: string | undefined;
  readonly type: OperationType;
  readonly subType?: string | undefined;
  readonly name?: string | undefined;
  readonly status: OperationStatus;
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly result?: string | undefined;
  readonly error?: ErrorObject | undefined;
  readonly attempt?: number | undefined;
  readonly nextAttemptAt?: number | undefined;
  readonly scheduledEndAt?: number | undefined;
  readonly callbackId?: string | undefined;
  readonly replayChildren?: boolean | undefined;
};

/** An operation as the service shows it; absent members are left out of the JSON. */
export const presentOperation = (operation: PresentableOperation, time: WriteTime): object => ({
  Id: operation.id,
  ParentId: operation.parentId,
  Name: operation.name,
  Type: operation.type,
  SubType: operation.subType,
  StartTimestamp: time(operation.startedAt),
  EndTimestamp: optionalTime(operation.endedAt, time),
  Status: operation.status,
  ...details(operation, time),
});

/** The execution's own operation, which comes first in every state. */
export const presentExecutionOperation = (
  execution: { readonly id: string; readonly name: string; readonly startedAt: number },
  input: string,
  time: WriteTime,
): object => ({
  Id: execution.id,
  Name: execution.name,
  Type: "EXECUTION",
  StartTimestamp: time(execution.startedAt),
  Status: "STARTED",
  ExecutionDetails: { InputPayload: input },
});

const details = (operation: PresentableOperation, time: WriteTime): object => {
  const ending = { Result: operation.result, Error: operation.error };
  switch (operation.type) {
    case "STEP": {
      const NextAttemptTimestamp = optionalTime(operation.nextAttemptAt, time);
      return { StepDetails: { Attempt: operation.attempt, NextAttemptTimestamp, ...ending } };
    }
    case "WAIT":
      return { WaitDetails: { ScheduledEndTimestamp: optionalTime(operation.scheduledEndAt, time) } };
    case "CALLBACK":
      return { CallbackDetails: { CallbackId: operation.callbackId, ...ending } };
    case "CONTEXT":
      return { ContextDetails: { ReplayChildren: operation.replayChildren, ...ending } };
    case "CHAINED_INVOKE":
      return { ChainedInvokeDetails: ending };
    case "EXECUTION":
      return {};
  }
};

const optionalTime = (milliseconds: number | undefined, time: WriteTime): number | string | undefined =>
  milliseconds === undefined ? undefined : time(milliseconds);
