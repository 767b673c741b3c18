import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findRun, moveRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { RunStatus } from "../../db/schema/statuses.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { queueMails } from "../notifications/queue.ts";
import { requestStanding } from "./standing.ts";

export type RunEnd = {
  readonly runId: Id<"run">;
  /**
   * carried_out; not_approved: nothing was done; compensated: undone after a step did not come about; taken_back:
   * undone because the request was; failed: could not be undone, or
   * somebody who had to be told was not.
   */
  readonly outcome: "carried_out" | "not_approved" | "compensated" | "taken_back" | "failed";
};

/**
 * `ended: false`: the request was taken back before the end was written, and what was done is to be undone; or it was
 * edited so that it is to be approved anew (`isReopened`).
 */
export type RunFinished = { readonly ended: boolean; readonly isReopened?: boolean };

const openStatuses = ["running", "waiting", "compensating"] as const satisfies readonly RunStatus[];

const endStatus = (outcome: RunEnd["outcome"], request: RequestRow): RunStatus => {
  switch (outcome) {
    case "carried_out":
      return "completed";
    case "compensated":
    case "failed":
      return outcome;
    case "taken_back":
      return "compensated";
    case "not_approved":
      return request.status === "withdrawn" || request.status === "canceled" ? "canceled" : "completed";
  }
};

/** The requester is told once: the notification is written with the one transition that ends the run. */
const tellRequester = (ctx: UnitContext, { id, requesterEmail }: RequestRow): Promise<void> =>
  queueMails(ctx, [{ template: "request-closed", recipient: requesterEmail, requestId: id }]);

/**
 * Ends a run and tells the requester how it went; does not end one as carried out whose request is over, or pending
 * again. Idempotent by run: only the first call writes.
 */
export const finishRun = (ctx: Context, { runId, outcome }: RunEnd): Promise<RunFinished> =>
  inTenant(ctx, async (tx, unit) => {
    const run = await findRun(tx, ctx.tenantId, runId);
    const request = run === undefined ? undefined : await lockRequest(tx, ctx.tenantId, run.requestId);
    if (run === undefined || request === undefined) {
      throw notFound();
    }
    const standing = requestStanding(request);
    if (outcome === "carried_out" && run.endedAt === null && standing !== "approved") {
      return standing === "pending" ? { ended: false, isReopened: true } : { ended: false };
    }
    const to = endStatus(outcome, request);
    const moved = await moveRun(tx, ctx.tenantId, { runId, from: openStatuses, to, ended: true });
    if (moved === undefined) {
      return { ended: true };
    }
    await tellRequester(unit, request);
    await record(unit, {
      action: `workflow_run.${to}`,
      target: { type: "workflow_run", id: runId },
      requestId: run.requestId,
      detail: { outcome, failure: run.failure },
    });
    return { ended: true };
  });
