import { consumeActionLink, voidActionLinks } from "../../db/queries/action-links.ts";
import { closeRequest } from "../../db/queries/requests.ts";
import {
  type DecisionRow,
  decideSeat,
  endSeats,
  endStages,
  insertDecision,
  listStages,
  updateStage,
} from "../../db/queries/stages.ts";
import type { RequestStatus, StageStatus } from "../../db/schema/statuses.ts";
import { record } from "../audit/record.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { wakeRun } from "../outbox/wake.ts";
import { quorumSchema } from "../stages/model.ts";
import { tally } from "../stages/quorum.ts";
import { toTalliedSeat } from "../stages/tallied-seat.ts";
import type { Decided, DecideInput, SeatToDecide } from "./decide.ts";
import { toDecision } from "./record.ts";

const write = async (ctx: UnitContext, found: SeatToDecide, input: DecideInput): Promise<DecisionRow> => {
  const { tenantId, unit } = ctx;
  const { assignment } = found.seat;
  if ((await decideSeat(unit.tx, tenantId, assignment.id)) === undefined) {
    throw new Error(`seat ${assignment.id} was judged open and is not`);
  }
  return insertDecision(unit.tx, {
    tenantId,
    id: ctx.ports.ids.next("decision"),
    requestId: found.request.id,
    stageId: found.stage.id,
    assignmentId: assignment.id,
    outcome: input.outcome,
    comment: input.comment ?? null,
    reasonCode: input.reasonCode ?? null,
    requestVersion: found.request.currentVersion,
    contentHash: found.contentHash,
    policyVersionId: found.request.policyVersionId,
    actedById: ctx.actor.type === "member" ? ctx.actor.id : (input.actingMemberId ?? null),
    apiKeyId: ctx.actor.type === "api_key" ? ctx.actor.id : null,
    onBehalfOfId: assignment.principalId ?? assignment.memberId,
    via: input.via,
    assurance: input.assurance,
  });
};

type Effect = { readonly stage: StageStatus; readonly request: RequestStatus };

/** What the vote makes of its stage and of the request, with what else has to end because of it. */
const carryThrough = async (
  ctx: UnitContext,
  found: SeatToDecide,
  decision: DecisionRow,
): Promise<Effect> => {
  const { tenantId, unit } = ctx;
  const { request, stage } = found;
  const seats = found.seats.map((seat) =>
    toTalliedSeat(seat.assignment.id === decision.assignmentId ? { ...seat, decision } : seat),
  );
  const quorum = quorumSchema.parse(stage.quorum);
  const result = tally({ quorum, rejection: stage.rejection, seats });
  if (result === "undecided") {
    return { stage: "active", request: "pending" };
  }
  await updateStage(unit.tx, tenantId, stage.id, { status: result, closed: true });
  await endSeats(unit.tx, tenantId, { stageId: stage.id }, "not_required");
  const others = await listStages(unit.tx, tenantId, request.id);
  const isLast = !others.some(({ status }) => status === "not_started");
  if (result === "approved" && !isLast) {
    return { stage: result, request: "pending" };
  }
  if (result === "rejected") {
    await endStages(unit.tx, tenantId, request.id, { from: ["not_started", "active"], to: "canceled" });
    await endSeats(unit.tx, tenantId, { requestId: request.id }, "not_required");
  }
  await closeRequest(unit.tx, tenantId, { requestId: request.id, from: "pending", to: result });
  return { stage: result, request: result };
};

/** Uses up the deciding link and voids the seat's others, or those of the whole stage's seats when it is closed. */
const endLinks = async (ctx: UnitContext, found: SeatToDecide, input: DecideInput, effect: Effect) => {
  const { tenantId, unit } = ctx;
  const { id: assignmentId } = found.seat.assignment;
  const { link } = input;
  if (link !== undefined && !(await consumeActionLink(unit.tx, tenantId, { jti: link.jti, assignmentId }))) {
    throw new DomainError("link.void", { detail: "This link is no longer valid." });
  }
  const scope = effect.stage === "active" ? { assignmentId } : { requestId: found.request.id };
  await voidActionLinks(unit.tx, tenantId, scope, "superseded");
};

/** Writes a judged decision and all that follows from it; the last statement is the audit event. */
export const applyDecision = async (
  ctx: UnitContext,
  found: SeatToDecide,
  input: DecideInput,
): Promise<Decided> => {
  const { request, stage } = found;
  const decision = await write(ctx, found, input);
  const effect = await carryThrough(ctx, found, decision);
  await endLinks(ctx, found, input, effect);
  if (effect.stage !== "active") {
    await wakeRun(ctx, { stageId: stage.id, callback: stage.callback }, request.id);
  }
  const presented = toDecision(decision);
  await record(ctx, {
    action: "decision.recorded",
    target: { type: "assignment", id: found.seat.assignment.id },
    requestId: request.id,
    detail: {
      decisionId: decision.id,
      outcome: decision.outcome,
      onBehalfOf: decision.onBehalfOfId,
      requestVersion: decision.requestVersion,
      contentHash: presented.contentHash,
      policyVersionId: decision.policyVersionId,
      via: decision.via,
      assurance: decision.assurance,
      stage: { id: stage.id, name: stage.name, status: effect.stage },
      request: { status: effect.request },
    },
  });
  return {
    decision: presented,
    request: { id: request.id, status: effect.request },
    stage: { id: stage.id, status: effect.stage },
    replayed: false,
  };
};
