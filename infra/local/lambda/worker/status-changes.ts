import { randomUUID } from "node:crypto";
import type { ExecutionRecord } from "../machine/state.ts";
import { executionArn, functionArn, type Place } from "../protocol/arn.ts";
import type { ExecutionStatus, HistoryEvent } from "../protocol/types.ts";

/**
 * An event as EventBridge delivers it. Source: AWS Lambda Developer Guide, "Monitoring durable functions": it carries
 * no payload.
 */
export type StatusChange = {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": "Durable Execution Status Change";
  readonly source: "aws.lambda";
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: {
    readonly durableExecutionArn: string;
    readonly durableExecutionName: string;
    readonly functionArn: string;
    readonly status: ExecutionStatus;
    readonly startTimestamp: string;
    readonly endTimestamp?: string | undefined;
  };
};

const statuses: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionStarted: "RUNNING",
  ExecutionSucceeded: "SUCCEEDED",
  ExecutionFailed: "FAILED",
  ExecutionTimedOut: "TIMED_OUT",
  ExecutionStopped: "STOPPED",
};

/** The changes of a durable execution's status among what was added to its history. */
export const statusChanges = (
  place: Place,
  execution: ExecutionRecord,
  events: readonly HistoryEvent[],
): readonly StatusChange[] =>
  events.flatMap(({ EventType, EventTimestamp }) => {
    const status = statuses[EventType];
    if (status === undefined || !execution.durable) return [];
    const time = toText(EventTimestamp * 1_000);
    const arn = executionArn(place, { ...execution, executionId: execution.id });
    return [
      {
        version: "0",
        id: randomUUID(),
        "detail-type": "Durable Execution Status Change",
        source: "aws.lambda",
        account: place.accountId,
        time,
        region: place.region,
        resources: [arn],
        detail: {
          durableExecutionArn: arn,
          durableExecutionName: execution.name,
          functionArn: functionArn(place, execution.functionName, execution.version),
          status,
          startTimestamp: toText(execution.startedAt),
          ...(status === "RUNNING" ? {} : { endTimestamp: time }),
        },
      },
    ];
  });

const toText = (milliseconds: number): string => new Date(milliseconds).toISOString();
