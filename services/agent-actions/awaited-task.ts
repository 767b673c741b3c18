import type { RequestRow } from "../../db/queries/requests.ts";
import { findRunOfRequest } from "../../db/queries/runs.ts";
import { listOpenTasksOfRequest, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { UnitContext } from "../in-tenant.ts";

/** The task with which a request's run waits for its agent; undefined when it does not wait, or waits no more. */
export const awaitedTask = async (
  ctx: UnitContext,
  request: RequestRow & { readonly now: Date },
): Promise<ServiceTaskRow | undefined> => {
  const { tx } = ctx.unit;
  const run = await findRunOfRequest(tx, ctx.tenantId, request.id);
  const open = await listOpenTasksOfRequest(tx, ctx.tenantId, request.id);
  return open.find(
    ({ performedBy, runId, dueAt }) =>
      performedBy === "agent" && runId === run?.id && (dueAt === null || request.now < dueAt),
  );
};
