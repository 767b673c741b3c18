import { listOpenTasksOfRequest } from "../../db/queries/service-tasks.ts";
import { listWaitingTimers } from "../../db/queries/timers.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { UnitContext } from "../in-tenant.ts";
import { wakeRun } from "../outbox/wake.ts";

/** Rings every bell that a request's run waits at beside its stages, so that it reads the truth anew. */
export const wakeWaiting = async (ctx: UnitContext, requestId: Id<"request">): Promise<void> => {
  const { tx } = ctx.unit;
  for (const { id, callback } of await listOpenTasksOfRequest(tx, ctx.tenantId, requestId)) {
    await wakeRun(ctx, { taskId: id, callback }, requestId);
  }
  for (const { runId, step, callback } of await listWaitingTimers(tx, ctx.tenantId, requestId)) {
    await wakeRun(ctx, { runId, step, callback }, requestId);
  }
};
