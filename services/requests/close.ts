import { voidActionLinks } from "../../db/queries/action-links.ts";
import { closeRequest as moveRequest, lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findRunOfRequest } from "../../db/queries/runs.ts";
import { endSeats, endStages, listSeatsOfRequest, listStages } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import { DomainError, notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { queueMails } from "../notifications/queue.ts";
import { wakeRun } from "../outbox/wake.ts";
import { wakeWaiting } from "../runs/wake-waiting.ts";
import { type RequestEvent, requestTransitions, transition } from "./machine.ts";

type ClosingEvent = Extract<RequestEvent, "withdraw" | "cancel" | "expire" | "reject">;

const seatEnd = {
  withdraw: "not_required",
  cancel: "not_required",
  expire: "expired",
  /** By silence alone; who rejects decides (decisions/decide.ts). */
  reject: "expired",
} as const;
const linkEnd = "revoked";

/** What is approved is carried out; it is taken back only where all of that can still be undone. */
const requireUndoable = async (ctx: UnitContext, request: RequestRow): Promise<void> => {
  if (request.status !== "approved") {
    return;
  }
  const run = await findRunOfRequest(ctx.unit.tx, ctx.tenantId, request.id);
  if (run === undefined || (run.status !== "running" && run.status !== "waiting")) {
    throw new DomainError("approval_request.not_pending", {
      detail: "The request is approved, and its run has ended or is undoing what it did.",
      extensions: { requestStatus: request.status },
    });
  }
  if (run.committed) {
    throw new DomainError("approval_request.committed", {
      detail: "What was approved has been carried out so far that it cannot be undone.",
      extensions: { requestStatus: request.status },
    });
  }
};

const requireTransition = (request: RequestRow, event: ClosingEvent) => {
  const to = transition(requestTransitions, request.status, event);
  if (to === null) {
    throw new DomainError("approval_request.not_pending", {
      detail: `The request is ${request.status}; only a request that is still open can be closed this way.`,
      extensions: { requestStatus: request.status },
    });
  }
  return to;
};

/** Those who were asked and have not answered. Of a deadline that has passed they knew. */
const openSeatsToTell = async (ctx: UnitContext, { requestId, event }: Closing) =>
  event === "withdraw" || event === "cancel"
    ? (await listSeatsOfRequest(ctx.unit.tx, ctx.tenantId, requestId)).filter(
        ({ assignment }) => assignment.status === "open",
      )
    : [];

/** A request that was sent back has no run any more that would tell its requester how it ended. */
const tellRequester = async (ctx: UnitContext, request: RequestRow, event: ClosingEvent): Promise<void> => {
  if (request.status === "returned" && event === "cancel") {
    const mail = { template: "request-closed", recipient: request.requesterEmail } as const;
    await queueMails(ctx, [{ ...mail, requestId: request.id }]);
  }
};

export type Closing = {
  readonly requestId: Id<"request">;
  readonly event: ClosingEvent;
  /** Told in the audit log: why the system did it, or that the caller gave a comment. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Ends a request without a decision, inside the caller's transaction: stages canceled, seats released, links
 * void, whoever was asked told, the run woken. Locks in the one order. Throws `resource.not_found`,
 * `approval_request.not_pending` and `approval_request.committed`.
 */
export const close = async (ctx: UnitContext, closing: Closing): Promise<void> => {
  const { tenantId, unit } = ctx;
  const { requestId, event, detail } = closing;
  const request = await lockRequest(unit.tx, tenantId, requestId);
  if (request === undefined) {
    throw notFound();
  }
  const to = requireTransition(request, event);
  await requireUndoable(ctx, request);
  await moveRequest(unit.tx, tenantId, { requestId, from: request.status, to });
  const toTell = await openSeatsToTell(ctx, closing);
  const stages = await listStages(unit.tx, tenantId, requestId);
  await endStages(unit.tx, tenantId, requestId, { from: ["not_started", "active"], to: "canceled" });
  await endSeats(unit.tx, tenantId, { requestId }, seatEnd[event]);
  await voidActionLinks(unit.tx, tenantId, { requestId }, linkEnd);
  await queueMails(
    ctx,
    toTell.map(({ assignment, memberEmail }) => ({
      template: "request-withdrawn",
      recipient: memberEmail,
      requestId,
      assignmentId: assignment.id,
    })),
  );
  await tellRequester(ctx, request, event);
  for (const stage of stages) {
    if (stage.status === "active") {
      await wakeRun(ctx, { stageId: stage.id, callback: stage.callback }, requestId);
    }
  }
  await wakeWaiting(ctx, requestId);
  await record(ctx, {
    action: `approval_request.${to}`,
    target: { type: "approval_request", id: requestId, version: request.currentVersion },
    requestId,
    detail,
  });
};
