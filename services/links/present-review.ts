import type { ActionLinkRow } from "../../db/queries/action-links.ts";
import type { MemberRow } from "../../db/queries/members.ts";
import type { RequestRow } from "../../db/queries/requests.ts";
import type { SeatRow, StageRow } from "../../db/queries/stages.ts";
import type { TenantRow } from "../../db/queries/tenants.ts";
import type { SeatReason } from "../assignments/model.ts";
import { onRejectSchema, quorumSchema } from "../stages/model.ts";
import { counts } from "../stages/quorum.ts";
import { quorumText } from "./quorum-text.ts";
import type { EarlierDecision, Review, ShownDecision } from "./review.ts";
import { whyAsked } from "./why-asked.ts";

/** What a review is made of, as it was read. */
export type LoadedReview = {
  readonly link: ActionLinkRow & { readonly expired: boolean };
  readonly request: RequestRow;
  readonly seats: readonly SeatRow[];
  readonly stages: readonly StageRow[];
  readonly member: MemberRow;
  readonly tenant: TenantRow;
  readonly seat: SeatRow;
  readonly stage: StageRow;
  /** Of everybody for whom somebody else sits. */
  readonly principalNames: ReadonlyMap<string, string>;
};

const principalOf = ({ assignment }: SeatRow, names: LoadedReview["principalNames"]): string | null =>
  assignment.principalId === null ? null : (names.get(assignment.principalId) ?? null);

const toShown = (seat: SeatRow, names: LoadedReview["principalNames"]): ShownDecision | null => {
  const { decision, memberName } = seat;
  return decision === null
    ? null
    : {
        outcome: decision.outcome,
        comment: decision.comment,
        reasonCode: decision.reasonCode,
        decidedAt: decision.decidedAt.toISOString(),
        byName: memberName,
        forName: principalOf(seat, names),
      };
};

const earlierDecisions = ({ seats, stages, seat: own, principalNames }: LoadedReview): EarlierDecision[] =>
  seats.flatMap((seat) => {
    const shown = toShown(seat, principalNames);
    const stage = stages.find(({ id }) => id === seat.assignment.stageId);
    return shown === null || seat.assignment.id === own.assignment.id
      ? []
      : [{ ...shown, stage: stage?.name ?? "" }];
  });

const isCounted = ({ assignment: { standsIn, status }, decision }: SeatRow): boolean =>
  !standsIn && counts({ status, outcome: decision?.outcome ?? null });

const presentStage = ({ seats, stages, stage }: LoadedReview): Review["policyStage"] => {
  const ofRound = stages.filter(({ round }) => round === stage.round);
  const voters = seats.filter((seat) => seat.assignment.stageId === stage.id && isCounted(seat));
  return {
    name: stage.name,
    position: stage.position,
    of: Math.max(...ofRound.map(({ position }) => position)),
    parallel: ofRound.some(({ id, position }) => position === stage.position && id !== stage.id),
    rejection: stage.rejection,
    quorumText: quorumText(quorumSchema.parse(stage.quorum), voters.length),
  };
};

const presentOrigin = ({ seat, seats, principalNames }: LoadedReview) => {
  const { reason, standsIn, takenFromId } = seat.assignment;
  const principal = principalOf(seat, principalNames);
  const takenFrom = seats.find(({ assignment }) => assignment.id === takenFromId)?.memberName ?? null;
  // Written by routing and by those who hand seats on, from the same type.
  const origin = { reason: reason as SeatReason, standsIn, principal, takenFrom };
  return { decidesFor: principal, whyAsked: whyAsked(origin) };
};

const presentDemands = ({ stage }: LoadedReview) => {
  const { comment, reasonCodes } = onRejectSchema.parse(stage.onReject);
  return {
    assurance: stage.assurance === "code" ? ("code" as const) : ("link" as const),
    commentRequiredFor: comment === true ? (["reject", "return"] as const) : (["return"] as const),
    reasonCodes: reasonCodes ?? [],
  };
};

const amountOf = ({ amount, currency }: RequestRow): Review["amount"] =>
  amount === null || currency === null ? null : { amount, currency };

/** Pure: a review from its rows, but for the content and the state. */
export const presentReview = (
  loaded: LoadedReview,
): Omit<Review, "state" | "content" | "contentHash" | "edit"> => {
  const { link, request, member, tenant, seat, stage, principalNames } = loaded;
  const { name, email, timeZone, locale } = member;
  return {
    tenantName: tenant.name,
    title: request.title,
    kind: request.kind,
    requester: { name: request.requesterName, email: request.requesterEmail },
    requestVersion: link.requestVersion,
    currentVersion: request.currentVersion,
    amount: amountOf(request),
    policyStage: presentStage(loaded),
    ...presentDemands(loaded),
    ...presentOrigin(loaded),
    earlierDecisions: earlierDecisions(loaded),
    openedAt: stage.openedAt?.toISOString() ?? null,
    deadlineAt: stage.deadlineAt?.toISOString() ?? null,
    approver: { name, email, timeZone, locale },
    decision: toShown(seat, principalNames),
    assignmentId: seat.assignment.id,
    requestStatus: request.status,
  };
};
