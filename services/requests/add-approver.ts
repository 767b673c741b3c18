import { insertSeat, listSeatsWithPeople } from "../../db/queries/assignments.ts";
import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { listStages, type SeatRow, type StageRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { invite } from "../assignments/invite.ts";
import type { SeatReason } from "../assignments/model.ts";
import { type Assignment, toAssignment } from "../assignments/record.ts";
import { requireTaker } from "../assignments/require-taker.ts";
import { actDetail } from "../audit/act-detail.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { quorumSchema } from "../stages/model.ts";
import { requireActor } from "./require-actor.ts";

export type AddApproverInput = {
  readonly id: Id<"request">;
  readonly memberId: Id<"member">;
  /** May be left out while one stage is open. */
  readonly stageId?: Id<"stage"> | undefined;
  readonly comment?: string | undefined;
  readonly actingMemberId?: Id<"member"> | undefined;
};

/** Each added seat is one more to read with every decision. */
const seatsOfStageMax = 100;

const requireStage = async (
  ctx: UnitContext,
  request: RequestRow,
  stageId: Id<"stage"> | undefined,
): Promise<StageRow> => {
  const all = await listStages(ctx.unit.tx, ctx.tenantId, request.id);
  const open = request.status === "pending" ? all.filter(({ status }) => status === "active") : [];
  const [stage, ...others] = stageId === undefined ? open : open.filter(({ id }) => id === stageId);
  if (stage === undefined) {
    throw new DomainError("stage.not_active", {
      detail: "An approver is added to a stage that is open.",
      ...(stageId === undefined ? {} : { errors: [{ pointer: "/stageId", message: "is not open" }] }),
    });
  }
  if (others.length > 0) {
    throw new DomainError("body.invalid", {
      detail: `Several stages are open: ${open.map(({ id, name }) => `${name} (${id})`).join(", ")}.`,
      errors: [{ pointer: "/stageId", message: "must say which of the open stages" }],
    });
  }
  return stage;
};

/** Whoever handed their seat on has no say in the stage any more. */
const isKept = ({ assignment: { status } }: SeatRow): boolean =>
  status !== "reassigned" && status !== "delegated";

/** Where each group needs its own approvals nobody can be added to one: there the seat stands in for a silent one. */
const standsIn = (stage: StageRow): boolean => {
  const quorum = quorumSchema.parse(stage.quorum);
  return typeof quorum === "object" && "perGroup" in quorum;
};

const open = async (
  ctx: UnitContext,
  request: RequestRow & { readonly now: Date },
  { stage, taker }: { readonly stage: StageRow; readonly taker: Awaited<ReturnType<typeof requireTaker>> },
): Promise<Assignment> => {
  const reason: SeatReason = { type: "added" };
  const { now } = request;
  const assignment = await insertSeat(ctx.unit.tx, {
    tenantId: ctx.tenantId,
    id: ctx.ports.ids.next("assignment"),
    requestId: request.id,
    stageId: stage.id,
    memberId: taker.id,
    status: "open",
    reason,
    standsIn: standsIn(stage),
    openedAt: now,
  });
  const seat = { assignment, decision: null, memberName: taker.name, memberEmail: taker.email };
  await invite(ctx, {
    request,
    seats: [seat],
    template: "approval-requested",
    now,
    deadlineAt: stage.deadlineAt ?? now,
  });
  return toAssignment(seat);
};

/**
 * Gives one more person a seat in a stage that is open, with a link and a mail. Throws `resource.not_found`,
 * `actor.not_allowed`, `stage.not_active`, `body.invalid`, `reference.unknown`, `decision.not_eligible` and
 * `resource.conflict`.
 */
export const addApprover = (ctx: Context, input: AddApproverInput): Promise<Assignment> =>
  inTenant(ctx, async (tx, unit) => {
    const { id, memberId, stageId, actingMemberId, comment } = input;
    const request = await lockRequest(tx, ctx.tenantId, id);
    if (request === undefined) throw notFound();
    const seats = await listSeatsWithPeople(tx, ctx.tenantId, id);
    const sitting = seats.filter(isKept).map(({ assignment }) => assignment.memberId);
    await requireActor(unit, "add-approver", { request, actingMemberId, sitting });
    const stage = await requireStage(unit, request, stageId);
    const ofStage = seats.filter(({ assignment }) => assignment.stageId === stage.id);
    const taker = await requireTaker(unit, { memberId, request, seats: ofStage, takenFrom: null });
    if (ofStage.length >= seatsOfStageMax) {
      throw new DomainError("resource.conflict", {
        detail: `A stage has ${seatsOfStageMax} seats at most, those that changed hands among them.`,
      });
    }
    const added = await open(unit, request, { stage, taker });
    await record(unit, {
      action: "assignment.added",
      target: { type: "assignment", id: added.id },
      requestId: id,
      detail: {
        stage: { id: stage.id, name: stage.name },
        memberId,
        ...actDetail({ comment, actingMemberId }),
      },
    });
    return added;
  });
