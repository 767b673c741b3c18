import { databaseTime } from "../../db/queries/clock.ts";
import { hasTaskMail } from "../../db/queries/notifications.ts";
import { lockRequest } from "../../db/queries/requests.ts";
import { findRun } from "../../db/queries/runs.ts";
import { findServiceTask, lockServiceTask, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { listActiveTaskLinks, type TimedTaskLink, voidTaskLinks } from "../../db/queries/task-links.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Runtime } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { requestStanding } from "../runs/standing.ts";
import { systemContext } from "../system-context.ts";
import { isOpenTask } from "./request.ts";
import { issueTaskLinks, type LinkToMail, mailTaskLinks } from "./issue-links.ts";

const template = "task-reminder";

/** Holds the task where somebody is still waited for, and answers null where nobody is. */
const lockWaiting = async (ctx: UnitContext, taskId: Id<"serviceTask">): Promise<ServiceTaskRow | null> => {
  const { tx } = ctx.unit;
  const found = await findServiceTask(tx, ctx.tenantId, taskId);
  if (found === undefined) {
    return null;
  }
  const request = await lockRequest(tx, ctx.tenantId, found.requestId);
  const task = await lockServiceTask(tx, ctx.tenantId, taskId);
  const run = await findRun(tx, ctx.tenantId, found.runId);
  const isOpen = task !== undefined && isOpenTask(task) && task.performedBy === "person";
  const isWanted =
    request !== undefined && (requestStanding(request) !== "ended" || run?.status === "compensating");
  return isOpen && isWanted ? task : null;
};

/** The links as they are where they last as long as the task, new ones where they do not. */
const renew = async (
  ctx: UnitContext,
  task: ServiceTaskRow,
  links: readonly TimedTaskLink[],
): Promise<readonly LinkToMail[]> => {
  const { dueAt } = task;
  const short = links.filter(({ expired, expiresAt }) => expired || (dueAt !== null && expiresAt < dueAt));
  await voidTaskLinks(
    ctx.unit.tx,
    ctx.tenantId,
    short.map(({ jti }) => jti),
    "superseded",
  );
  const now = await databaseTime(ctx.unit.tx);
  const renewed = await issueTaskLinks(ctx, { task, participants: short, now });
  return [...links.filter((link) => !short.includes(link)), ...renewed];
};

/**
 * Handles `task.remind`: reminds whoever is still asked to do a task, once. Nothing goes out when the task has ended,
 * or when nobody wants it any more.
 */
export const remindTask = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const taskId = message.payload["taskId"] as Id<"serviceTask">;
  await inTenant(ctx, async (tx, unit) => {
    const task = await lockWaiting(unit, taskId);
    if (task === null) {
      return;
    }
    const { requestId, type, step } = task;
    const links = await listActiveTaskLinks(tx, ctx.tenantId, taskId);
    if (links.length === 0 || (await hasTaskMail(tx, ctx.tenantId, { requestId, taskId, template }))) {
      return;
    }
    const reminded = await renew(unit, task, links);
    await mailTaskLinks(unit, task, { links: reminded, template });
    await record(unit, {
      action: "service_task.reminded",
      target: { type: "service_task", id: taskId },
      requestId,
      detail: { type, step, persons: reminded.length },
    });
  });
};
