import type { RunRow, ServiceTaskRow } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { RunStatus, ServiceTaskStatus } from "../../db/schema/statuses.ts";
import type { RunFailure } from "./model.ts";

export type RunTask = {
  readonly id: Id<"serviceTask">;
  readonly type: string;
  readonly step: string;
  readonly status: ServiceTaskStatus;
  readonly attempts: number;
  readonly reasonCode: string | null;
  readonly message: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
};

export type Run = {
  readonly id: Id<"run">;
  readonly requestId: Id<"request">;
  readonly kind: string;
  readonly status: RunStatus;
  readonly executionName: string;
  readonly executionArn: string | null;
  readonly failure: RunFailure | null;
  readonly tasks: readonly RunTask[];
  readonly startedAt: string;
  readonly endedAt: string | null;
};

const toRunTask = (row: ServiceTaskRow): RunTask => ({
  id: row.id,
  type: row.type,
  step: row.step,
  status: row.status,
  attempts: row.attempts,
  reasonCode: row.reasonCode,
  message: row.message,
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** The run with those of `tasks` that are its own. */
export const toRun = (row: RunRow, tasks: readonly ServiceTaskRow[]): Run => ({
  id: row.id,
  requestId: row.requestId,
  kind: row.kind,
  status: row.status,
  executionName: row.executionName,
  executionArn: row.executionArn,
  failure: row.failure,
  tasks: tasks.filter((task) => task.runId === row.id).map(toRunTask),
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});
