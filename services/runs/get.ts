import { findRun, listTasksOfRuns } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Run, toRun } from "./record.ts";

/** One run with its service tasks. Throws `resource.not_found`. */
export const getRun = (ctx: Context, runId: Id<"run">): Promise<Run> =>
  inTenant(ctx, async (tx) => {
    const run = await findRun(tx, ctx.tenantId, runId);
    if (run === undefined) {
      throw notFound();
    }
    return toRun(run, await listTasksOfRuns(tx, ctx.tenantId, [runId]));
  });
