import { findRun, moveRun } from "../../db/queries/runs.ts";
import { lockRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { close } from "../requests/close.ts";
import { wakeWaiting } from "./wake-waiting.ts";
import type { RunFailure } from "./model.ts";

/**
 * Marks the run as undoing what it did, with the step it failed at, or null when the request was taken back. A request
 * that nobody has approved by then can be approved no more, and is canceled. Idempotent by run.
 */
export const beginCompensation = (
  ctx: Context,
  { runId, failure }: { readonly runId: Id<"run">; readonly failure: RunFailure | null },
): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const run = await findRun(tx, ctx.tenantId, runId);
    const request = run === undefined ? undefined : await lockRequest(tx, ctx.tenantId, run.requestId);
    if (run === undefined || request === undefined) {
      throw notFound();
    }
    const moved = await moveRun(tx, ctx.tenantId, {
      runId,
      from: ["running", "waiting"],
      to: "compensating",
      ended: false,
      failure,
    });
    if (moved === undefined) {
      return;
    }
    // Whatever runs beside the step that did not come about stops as well.
    await wakeWaiting(unit, request.id);
    if (request.status === "pending") {
      await close(unit, { requestId: request.id, event: "cancel", detail: { failure } });
    }
    await record(unit, {
      action: "workflow_run.compensating",
      target: { type: "workflow_run", id: runId },
      requestId: request.id,
      detail: { failure },
    });
  });
