import { listRunRows, listTasksOfRuns, type RunFilter } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Run, toRun } from "./record.ts";

/** Runs, newest first, that match every filter given. */
export const listRuns = (ctx: Context, query: PageInput & RunFilter): Promise<Page<Run>> =>
  inTenant(ctx, async (tx) => {
    const before = query.cursor as Id<"run"> | null;
    const rows = await listRunRows(tx, ctx.tenantId, { ...query, before });
    const page = pageOf(rows, query.limit, (run) => run.id);
    const tasks = await listTasksOfRuns(
      tx,
      ctx.tenantId,
      page.data.map((run) => run.id),
    );
    return { data: page.data.map((run) => toRun(run, tasks)), nextCursor: page.nextCursor };
  });
