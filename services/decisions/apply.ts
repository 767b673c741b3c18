import { consumeActionLink, voidActionLinks } from "../../db/queries/action-links.ts";
import { closeSeat } from "../../db/queries/assignments.ts";
import { closeRequest } from "../../db/queries/requests.ts";
import {
  type DecisionRow,
  endSeats,
  endStages,
  insertDecision,
  updateStage,
} from "../../db/queries/stages.ts";
import { record } from "../audit/record.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { wakeRun } from "../outbox/wake.ts";
import { quorumSchema } from "../stages/model.ts";
import { toTalliedSeat } from "../stages/tallied-seat.ts";
import { type Consequence, consequenceOf } from "./consequence.ts";
import type { Decided, DecideInput } from "./decide.ts";
import type { LockedSeat } from "./lock-seat.ts";
import { toDecision } from "./record.ts";

const write = async (ctx: UnitContext, found: LockedSeat, input: DecideInput): Promise<DecisionRow> => {
  const { tenantId, unit } = ctx;
  const { assignment } = found.seat;
  const to = input.outcome === "recuse" ? "recused" : "decided";
  const moved = await closeSeat(unit.tx, tenantId, { assignmentId: assignment.id, from: ["open"], to });
  if (moved === undefined) throw new Error(`seat ${assignment.id} was judged open and is not`);
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

const weigh = ({ stage, stages, seats }: LockedSeat, decision: DecisionRow): Consequence =>
  consequenceOf({
    outcome: decision.outcome,
    quorum: quorumSchema.parse(stage.quorum),
    rejection: stage.rejection,
    seats: seats
      .filter(({ assignment }) => assignment.stageId === stage.id)
      .map((seat) =>
        toTalliedSeat(seat.assignment.id === decision.assignmentId ? { ...seat, decision } : seat),
      ),
    others: stages.filter(({ id }) => id !== stage.id).map(({ status }) => status),
  });

/** Ends what the consequence ends: this stage, or the whole round with the stages beside it and after it. */
const carryThrough = async (ctx: UnitContext, found: LockedSeat, effect: Consequence): Promise<void> => {
  const { tenantId, unit } = ctx;
  const { request, stage } = found;
  if (effect.stage === "active") return;
  await updateStage(unit.tx, tenantId, stage.id, { status: effect.stage, closed: true });
  if (effect.request === "pending") {
    await endSeats(unit.tx, tenantId, { stageId: stage.id }, "not_required");
    return;
  }
  if (effect.request !== "approved") {
    await endStages(unit.tx, tenantId, request.id, { from: ["not_started", "active"], to: "canceled" });
  }
  await endSeats(unit.tx, tenantId, { requestId: request.id }, "not_required");
  await closeRequest(unit.tx, tenantId, { requestId: request.id, from: "pending", to: effect.request });
};

/** Uses up the deciding link and voids the others of the seat, of its stage or of the request, as far as that ended. */
const endLinks = async (ctx: UnitContext, found: LockedSeat, input: DecideInput, effect: Consequence) => {
  const { tenantId, unit } = ctx;
  const { id: assignmentId } = found.seat.assignment;
  const { link } = input;
  if (link !== undefined && !(await consumeActionLink(unit.tx, tenantId, { jti: link.jti, assignmentId }))) {
    throw new DomainError("link.void", { detail: "This link is no longer valid." });
  }
  const ofStage = effect.stage === "active" ? { assignmentId } : { stageId: found.stage.id };
  const scope = effect.request === "pending" ? ofStage : { requestId: found.request.id };
  await voidActionLinks(unit.tx, tenantId, scope, "superseded");
};

/** Rings for every stage that no longer waits: this one, or all that were open when the request ended. */
const wake = async (ctx: UnitContext, { request, stage, stages }: LockedSeat, effect: Consequence) => {
  if (effect.stage === "active") return;
  const ended = stages.filter(
    ({ id, status }) => id === stage.id || (effect.request !== "pending" && status === "active"),
  );
  for (const { id, callback } of ended) {
    await wakeRun(ctx, { stageId: id, callback }, request.id);
  }
};

const audit = async (ctx: UnitContext, found: LockedSeat, decision: DecisionRow, effect: Consequence) => {
  const { request, stage, seat } = found;
  await record(ctx, {
    action: "decision.recorded",
    target: { type: "assignment", id: seat.assignment.id },
    requestId: request.id,
    detail: {
      decisionId: decision.id,
      outcome: decision.outcome,
      onBehalfOf: decision.onBehalfOfId,
      requestVersion: decision.requestVersion,
      contentHash: decision.contentHash.toString("hex"),
      policyVersionId: decision.policyVersionId,
      via: decision.via,
      assurance: decision.assurance,
      stage: { id: stage.id, name: stage.name, status: effect.stage },
      request: { status: effect.request },
    },
  });
  if (effect.outOfReach) {
    await record(ctx, {
      action: "stage.out_of_reach",
      target: { type: "stage", id: stage.id },
      requestId: request.id,
      detail: { name: stage.name, quorum: stage.quorum },
    });
  }
};

/** Writes a judged decision and all that follows from it; audited last. */
export const applyDecision = async (
  ctx: UnitContext,
  found: LockedSeat,
  input: DecideInput,
): Promise<Decided> => {
  const { request, stage } = found;
  const decision = await write(ctx, found, input);
  const effect = weigh(found, decision);
  await carryThrough(ctx, found, effect);
  await endLinks(ctx, found, input, effect);
  await wake(ctx, found, effect);
  await audit(ctx, found, decision, effect);
  return {
    decision: toDecision(decision),
    request: { id: request.id, status: effect.request },
    stage: { id: stage.id, status: effect.stage },
    replayed: false,
  };
};
