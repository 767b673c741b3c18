import { lockRequest, findVersion, type RequestRow } from "../../db/queries/requests.ts";
import {
  findSeat,
  findStage,
  listSeatsOfStage,
  type SeatRow,
  type StageRow,
} from "../../db/queries/stages.ts";
import { isActiveMember } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import type {
  AssuranceLevel,
  DecisionChannel,
  DecisionOutcome,
  RequestStatus,
  StageStatus,
} from "../../db/schema/statuses.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { applyDecision } from "./apply.ts";
import { judge } from "./policy.ts";
import { type Decision, toDecision } from "./record.ts";

export type DecideInput = {
  readonly assignmentId: Id<"assignment">;
  readonly outcome: DecisionOutcome;
  readonly comment?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly requestVersion: number;
  readonly actingMemberId?: Id<"member"> | undefined;
  readonly via: DecisionChannel;
  readonly assurance: AssuranceLevel;
  /** Given when an emailed link decides: it is used up with the decision. */
  readonly link?: { readonly jti: string; readonly contentHash: string } | undefined;
};

export type Decided = {
  readonly decision: Decision;
  readonly request: { readonly id: Id<"request">; readonly status: RequestStatus };
  readonly stage: { readonly id: Id<"stage">; readonly status: StageStatus };
  /** True when the same outcome had been recorded before. */
  readonly replayed: boolean;
};

export type SeatToDecide = {
  readonly request: RequestRow & { readonly now: Date };
  readonly stage: StageRow;
  readonly seat: SeatRow;
  readonly seats: readonly SeatRow[];
  readonly contentHash: Buffer;
};

/** Reads everything under the request's lock, which makes all decisions on one request come one after another. */
const lockSeat = async (ctx: UnitContext, assignmentId: Id<"assignment">): Promise<SeatToDecide> => {
  const { tenantId, unit } = ctx;
  const known = await findSeat(unit.tx, tenantId, assignmentId);
  if (known === undefined) {
    throw notFound();
  }
  const { requestId, stageId } = known.assignment;
  const request = await lockRequest(unit.tx, tenantId, requestId);
  const stage = await findStage(unit.tx, tenantId, stageId);
  const seats = await listSeatsOfStage(unit.tx, tenantId, stageId);
  const seat = seats.find(({ assignment }) => assignment.id === assignmentId);
  if (request === undefined || stage === undefined || seat === undefined) {
    throw notFound();
  }
  const version = await findVersion(unit.tx, tenantId, { requestId, version: request.currentVersion });
  if (version === undefined) {
    throw notFound();
  }
  return { request, stage, seat, seats, contentHash: version.contentHash };
};

const judgeSeat = async (ctx: UnitContext, found: SeatToDecide, input: DecideInput) => {
  const { request, stage, seat, contentHash } = found;
  const { memberId, status } = seat.assignment;
  return judge(
    {
      now: request.now,
      request: {
        status: request.status,
        version: request.currentVersion,
        contentHash: contentHash.toString("hex"),
        requesterId: request.requesterId,
        requesterEmail: request.requesterEmail,
      },
      stage: { status: stage.status, deadlineAt: stage.deadlineAt },
      seat: {
        status,
        memberId,
        memberEmail: seat.memberEmail,
        memberActive: await isActiveMember(ctx.unit.tx, ctx.tenantId, memberId),
        recordedOutcome: seat.decision?.outcome ?? null,
      },
    },
    {
      outcome: input.outcome,
      requestVersion: input.requestVersion,
      actingMemberId: input.actingMemberId ?? null,
      contentHash: input.link?.contentHash ?? null,
    },
  );
};

const recordedExtensions = (seat: SeatRow): Record<string, unknown> =>
  seat.decision === null ? {} : { decision: toDecision(seat.decision) };

/**
 * Decides a seat: the one way for every channel. Recorded exactly once; the same outcome again answers the
 * recorded decision (`replayed`), another outcome throws `decision.recorded_otherwise` with it.
 * Throws `resource.not_found`, `assignment.not_open`, `decision.*` and `link.void`. Idempotent by assignment.
 */
export const decide = (ctx: Context, input: DecideInput): Promise<Decided> =>
  inTenant(ctx, async (_tx, unit) => {
    const found = await lockSeat(unit, input.assignmentId);
    const verdict = await judgeSeat(unit, found, input);
    const { request, stage, seat } = found;
    if (verdict.verdict === "refuse") {
      const { code, detail } = verdict;
      const errors =
        code === "decision.outcome_unsupported" ? [{ pointer: "/outcome", message: detail }] : [];
      throw new DomainError(code, { detail, errors, extensions: recordedExtensions(seat) });
    }
    if (verdict.verdict === "replay" && seat.decision !== null) {
      return {
        decision: toDecision(seat.decision),
        request: { id: request.id, status: request.status },
        stage: { id: stage.id, status: stage.status },
        replayed: true,
      };
    }
    return applyDecision(unit, found, input);
  });
