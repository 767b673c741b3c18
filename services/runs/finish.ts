import { findRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findRun, moveRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { RunStatus } from "../../db/schema/statuses.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { queueMails } from "../notifications/queue.ts";

export type RunEnd = {
  readonly runId: Id<"run">;
  /** completed: carried out, or ended without approval; compensated: undone; failed: could not be undone. */
  readonly outcome: "carried_out" | "not_approved" | "compensated" | "failed";
};

const openStatuses = ["running", "waiting", "compensating"] as const satisfies readonly RunStatus[];

const endStatus = (outcome: RunEnd["outcome"], request: RequestRow): RunStatus => {
  switch (outcome) {
    case "carried_out":
      return "completed";
    case "compensated":
    case "failed":
      return outcome;
    case "not_approved":
      return request.status === "withdrawn" || request.status === "canceled" ? "canceled" : "completed";
  }
};

/** The requester is told once: the notification is written with the one transition that ends the run. */
const tellRequester = (ctx: UnitContext, { id, requesterEmail }: RequestRow): Promise<void> =>
  queueMails(ctx, [{ template: "request-closed", recipient: requesterEmail, requestId: id }]);

/** Ends a run and tells the requester how it went. Idempotent by run: only the first call writes. */
export const finishRun = (ctx: Context, { runId, outcome }: RunEnd): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const run = await findRun(tx, ctx.tenantId, runId);
    const found = run === undefined ? undefined : await findRequest(tx, ctx.tenantId, run.requestId);
    if (run === undefined || found === undefined) {
      throw notFound();
    }
    const to = endStatus(outcome, found.request);
    const moved = await moveRun(tx, ctx.tenantId, { runId, from: openStatuses, to, ended: true });
    if (moved === undefined) {
      return;
    }
    await tellRequester(unit, found.request);
    await record(unit, {
      action: `workflow_run.${to}`,
      target: { type: "workflow_run", id: runId },
      requestId: run.requestId,
      detail: { outcome, failure: run.failure },
    });
  });
