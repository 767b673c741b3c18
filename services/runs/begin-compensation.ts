import { moveRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { RunFailure } from "./model.ts";

/** Marks the run as undoing what it did, with the task it failed at. Idempotent by run. */
export const beginCompensation = (
  ctx: Context,
  { runId, failure }: { readonly runId: Id<"run">; readonly failure: RunFailure },
): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const moved = await moveRun(tx, ctx.tenantId, {
      runId,
      from: ["running", "waiting"],
      to: "compensating",
      ended: false,
      failure,
    });
    if (moved !== undefined) {
      await record(unit, {
        action: "workflow_run.compensating",
        target: { type: "workflow_run", id: runId },
        requestId: moved.requestId,
        detail: { failure },
      });
    }
  });
