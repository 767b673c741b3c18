import { findRequest, listVersions } from "../../db/queries/requests.ts";
import { findRunOfRequest, listTasksOfRuns } from "../../db/queries/runs.ts";
import { listOverrides, listSeatsOfRequest, listStages } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { toDecision } from "../decisions/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { toRun } from "../runs/record.ts";
import { toRequestSummary, toRequestVersion, toStage } from "./present.ts";
import type { RequestDetail } from "./record.ts";

/** A request with its versions, stages, seats, decisions and run. Throws `resource.not_found`. */
export const getRequest = (ctx: Context, requestId: Id<"request">): Promise<RequestDetail> =>
  inTenant(ctx, async (tx) => {
    const found = await findRequest(tx, ctx.tenantId, requestId);
    if (found === undefined) {
      throw notFound();
    }
    const versions = await listVersions(tx, ctx.tenantId, requestId);
    const stages = await listStages(tx, ctx.tenantId, requestId);
    const seats = await listSeatsOfRequest(tx, ctx.tenantId, requestId);
    const run = await findRunOfRequest(tx, ctx.tenantId, requestId);
    const tasks = await listTasksOfRuns(tx, ctx.tenantId, run === undefined ? [] : [run.id]);
    const overrides = found.request.overridden ? await listOverrides(tx, ctx.tenantId, requestId) : [];
    const stagesWithSeats = stages.map((stage) => toStage(stage, seats));
    return {
      ...toRequestSummary(found),
      versions: versions.map(toRequestVersion),
      stages: stagesWithSeats,
      decisions: stagesWithSeats
        .flatMap((stage) => stage.assignments)
        .flatMap((assignment) => (assignment.decision === null ? [] : [assignment.decision]))
        .concat(overrides.map(toDecision))
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
      run: run === undefined ? null : toRun(run, tasks),
    };
  });
