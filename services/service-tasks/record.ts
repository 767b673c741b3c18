import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { TaskAttemptRow } from "../../db/queries/task-attempts.ts";
import type { AskedPerson } from "../../db/queries/task-people.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { ServiceTaskStatus, TaskPerformer } from "../../db/schema/statuses.ts";
import { formOf } from "./form-of.ts";
import type { ByHand } from "./model.ts";

export type ServiceTask = {
  readonly id: Id<"serviceTask">;
  readonly requestId: Id<"request">;
  readonly runId: Id<"run">;
  readonly step: string;
  readonly type: string;
  readonly status: ServiceTaskStatus;
  readonly performedBy: TaskPerformer;
  /** How often a system of the tenant's was called. */
  readonly attempts: number;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly reasonCode: string | null;
  readonly message: string | null;
  readonly createdAt: string;
  readonly dueAt: string | null;
  readonly endedAt: string | null;
};

export type TaskCall = Omit<TaskAttemptRow, "tenantId" | "taskId" | "startedAt"> & {
  readonly startedAt: string;
};

export type ServiceTaskDetail = ServiceTask & {
  readonly input: Readonly<Record<string, unknown>>;
  readonly byHand: ByHand;
  /** Every call of a system that came to an end. */
  readonly calls: readonly TaskCall[];
  /** Who was asked to do it by hand. */
  readonly asked: readonly AskedPerson[];
};

export const toServiceTask = (row: ServiceTaskRow): ServiceTask => ({
  id: row.id,
  requestId: row.requestId,
  runId: row.runId,
  step: row.step,
  type: row.type,
  status: row.status,
  performedBy: row.performedBy,
  attempts: row.attempts,
  result: row.result,
  reasonCode: row.reasonCode,
  message: row.message,
  createdAt: row.createdAt.toISOString(),
  dueAt: row.dueAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

const toCall = ({ tenantId: _tenant, taskId: _task, startedAt, ...call }: TaskAttemptRow): TaskCall => ({
  ...call,
  startedAt: startedAt.toISOString(),
});

export const toServiceTaskDetail = (
  row: ServiceTaskRow,
  more: { readonly attempts: readonly TaskAttemptRow[]; readonly asked: readonly AskedPerson[] },
): ServiceTaskDetail => ({
  ...toServiceTask(row),
  input: row.input,
  byHand: formOf(row),
  calls: more.attempts.map(toCall),
  asked: more.asked,
});
