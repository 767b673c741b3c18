import { findActionLink } from "../../db/queries/action-links.ts";
import { databaseTime } from "../../db/queries/clock.ts";
import { findMember } from "../../db/queries/members.ts";
import { findRequest, findVersion, type RequestRow } from "../../db/queries/requests.ts";
import { listSeatsOfRequest, listStages, type SeatRow, type StageRow } from "../../db/queries/stages.ts";
import { findTenant } from "../../db/queries/tenants.ts";
import type { Runtime } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { Quorum } from "../stages/model.ts";
import { quorumSchema } from "../stages/model.ts";
import { approvalsNeeded } from "../stages/quorum.ts";
import { systemContext } from "../system-context.ts";
import type { LinkIdentity } from "./open.ts";
import { type EarlierDecision, type Review, reviewState } from "./review.ts";

const quorumText = (quorum: Quorum, seats: number): string => {
  if (quorum === "any") {
    return seats === 1 ? "Your decision settles this stage." : `One of ${seats} people decides this stage.`;
  }
  if (quorum === "all") {
    return `All ${seats} people must approve this stage.`;
  }
  return "perGroup" in quorum
    ? `${quorum.perGroup} of each group must approve this stage.`
    : `${approvalsNeeded(quorum, seats)} of ${seats} people must approve this stage.`;
};

const earlierDecisions = (
  seats: readonly SeatRow[],
  stages: readonly StageRow[],
  own: SeatRow,
): EarlierDecision[] =>
  seats.flatMap(({ assignment, decision, memberName }) =>
    decision === null || assignment.id === own.assignment.id
      ? []
      : [
          {
            name: memberName,
            stage: stages.find((stage) => stage.id === assignment.stageId)?.name ?? "",
            outcome: decision.outcome,
            comment: decision.comment,
            decidedAt: decision.decidedAt.toISOString(),
          },
        ],
  );

const load = async (ctx: UnitContext, identity: LinkIdentity) => {
  const { tenantId } = identity;
  const { tx } = ctx.unit;
  const link = await findActionLink(tx, tenantId, identity.jti);
  // Signature and row must agree on every claim; the one without the other opens nothing.
  const agrees =
    link?.assignmentId === identity.assignmentId &&
    link.memberId === identity.memberId &&
    link.requestVersion === identity.requestVersion;
  if (link === undefined || !agrees) {
    return null;
  }
  const found = await findRequest(tx, tenantId, link.requestId);
  const seats = await listSeatsOfRequest(tx, tenantId, link.requestId);
  const stages = await listStages(tx, tenantId, link.requestId);
  const member = await findMember(tx, tenantId, identity.memberId);
  const tenant = await findTenant(tx, tenantId);
  const seat = seats.find(({ assignment }) => assignment.id === identity.assignmentId);
  const stage = stages.find(({ id }) => id === seat?.assignment.stageId);
  if (
    found === undefined ||
    member === undefined ||
    tenant === undefined ||
    seat === undefined ||
    stage === undefined ||
    member.status !== "active" ||
    tenant.status !== "active"
  ) {
    return null;
  }
  return { link, request: found.request, seats, stages, member, tenant, seat, stage };
};

type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

const readContent = async (ctx: UnitContext, request: RequestRow) => {
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  const kind = ctx.kinds[request.kind];
  return version === undefined || kind === undefined
    ? null
    : {
        content: kind.describe(JSON.parse(version.payload)),
        contentHash: version.contentHash.toString("hex"),
      };
};

const stateOf = ({ link, request, seat, stage }: Loaded, now: Date) =>
  reviewState({
    requestStatus: request.status,
    seatStatus: seat.assignment.status,
    linkStatus: link.requestVersion === request.currentVersion ? link.status : "superseded",
    linkExpired: link.expired,
    deadlinePassed: stage.deadlineAt !== null && now >= stage.deadlineAt,
  });

const present = (loaded: Loaded) => {
  const { request, seats, stages, member, tenant, seat, stage } = loaded;
  const ofStage = seats.filter(({ assignment }) => assignment.stageId === stage.id);
  const { decision } = seat;
  return {
    tenantName: tenant.name,
    title: request.title,
    kind: request.kind,
    requester: { name: request.requesterName, email: request.requesterEmail },
    requestVersion: request.currentVersion,
    amount:
      request.amount === null || request.currency === null
        ? null
        : { amount: request.amount, currency: request.currency },
    policyStage: {
      name: stage.name,
      position: stage.position,
      of: stages.filter(({ round }) => round === stage.round).length,
      quorumText: quorumText(quorumSchema.parse(stage.quorum), ofStage.length),
    },
    earlierDecisions: earlierDecisions(seats, stages, seat),
    deadlineAt: stage.deadlineAt?.toISOString() ?? null,
    approver: {
      name: member.name,
      email: member.email,
      timeZone: member.timeZone,
      locale: member.locale,
    },
    commentRequiredFor: [],
    decision:
      decision === null
        ? null
        : {
            outcome: decision.outcome,
            comment: decision.comment,
            decidedAt: decision.decidedAt.toISOString(),
            byName: seat.memberName,
          },
    assignmentId: seat.assignment.id,
    requestStatus: request.status,
  };
};

/** What the holder of a link sees now, or null when there is nothing for them. Never writes. */
export const readReview = (runtime: Runtime, identity: LinkIdentity): Promise<Review | null> => {
  const who = { name: "workflow", traceId: identity.jti } as const;
  return inTenant(systemContext(runtime, identity.tenantId, who), async (tx, ctx) => {
    const loaded = await load(ctx, identity);
    if (loaded === null) {
      return null;
    }
    const shown = await readContent(ctx, loaded.request);
    const state = stateOf(loaded, await databaseTime(tx));
    return shown === null ? null : { state, ...shown, ...present(loaded) };
  });
};
