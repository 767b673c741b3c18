import { databaseTime } from "../../db/queries/clock.ts";
import { findMember } from "../../db/queries/members.ts";
import { lockRequest } from "../../db/queries/requests.ts";
import { findRun } from "../../db/queries/runs.ts";
import { lockServiceTask, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { findTaskLink, type TaskLinkRow, type TimedTaskLink } from "../../db/queries/task-links.ts";
import { findTenant } from "../../db/queries/tenants.ts";
import type { UnitContext } from "../in-tenant.ts";
import { requestStanding } from "../runs/standing.ts";
import { formOf } from "../service-tasks/form-of.ts";
import type { ByHand } from "../service-tasks/model.ts";
import type { TaskLinkIdentity } from "./open.ts";
import { type TaskState, taskState } from "./state.ts";

/** A link with what it leads to, read under the locks of the request and of the task. */
export type LockedTaskLink = {
  readonly link: TimedTaskLink;
  readonly task: ServiceTaskRow;
  readonly form: ByHand;
  readonly state: TaskState;
  readonly now: Date;
};

/** Signature and row must agree on every claim; the one without the other opens nothing. */
export const agrees = (link: TaskLinkRow, { taskId, memberId }: TaskLinkIdentity): boolean =>
  link.taskId === taskId && link.memberId === memberId;

/** Whether the link's holder is still somebody, of a tenant that is served. */
const isActive = async ({ tenantId, unit }: UnitContext, { memberId }: TaskLinkRow): Promise<boolean> => {
  const tenant = await findTenant(unit.tx, tenantId);
  const member = memberId === null ? null : await findMember(unit.tx, tenantId, memberId);
  return tenant?.status === "active" && (member === null || member?.status === "active");
};

/** Locks the link's request and task and reads what they lead to, or answers null when the link is none of ours. */
export const lockTaskLink = async (
  ctx: UnitContext,
  identity: TaskLinkIdentity,
): Promise<LockedTaskLink | null> => {
  const { tenantId, unit } = ctx;
  const known = await findTaskLink(unit.tx, tenantId, identity.jti);
  if (known === undefined || !agrees(known, identity)) {
    return null;
  }
  const request = await lockRequest(unit.tx, tenantId, known.requestId);
  const task = await lockServiceTask(unit.tx, tenantId, known.taskId);
  const run = task === undefined ? undefined : await findRun(unit.tx, tenantId, task.runId);
  const link = await findTaskLink(unit.tx, tenantId, identity.jti);
  if (request === undefined || task === undefined || run === undefined || link === undefined) {
    return null;
  }
  if (!(await isActive(ctx, link))) {
    return null;
  }
  const now = await databaseTime(unit.tx);
  const state = taskState({
    taskStatus: task.status,
    runStatus: run.status,
    requestStanding: requestStanding(request),
    linkStatus: link.status,
    linkExpired: link.expired,
    dueAt: task.dueAt,
    now,
  });
  return { link, task, form: formOf(task), state, now };
};
