import { type ActionLinkRow, findActionLink } from "../../db/queries/action-links.ts";
import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findSeat, findStage, type SeatRow, type StageRow } from "../../db/queries/stages.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { LinkIdentity } from "./open.ts";

/** A link with what it leads to, read under the request's lock. */
export type LockedLink = {
  readonly link: ActionLinkRow & { readonly expired: boolean };
  readonly request: RequestRow & { readonly now: Date };
  readonly stage: StageRow;
  readonly seat: SeatRow;
};

/** Signature and row must agree on every claim; the one without the other opens nothing. */
export const agrees = (link: ActionLinkRow, identity: LinkIdentity): boolean =>
  link.assignmentId === identity.assignmentId &&
  link.memberId === identity.memberId &&
  link.requestVersion === identity.requestVersion;

/** Locks the link's request and reads what it leads to, or answers null when the link is none of ours. */
export const lockLink = async (ctx: UnitContext, identity: LinkIdentity): Promise<LockedLink | null> => {
  const { tenantId, unit } = ctx;
  const known = await findActionLink(unit.tx, tenantId, identity.jti);
  if (known === undefined || !agrees(known, identity)) {
    return null;
  }
  const request = await lockRequest(unit.tx, tenantId, known.requestId);
  const link = await findActionLink(unit.tx, tenantId, identity.jti);
  const seat = await findSeat(unit.tx, tenantId, known.assignmentId);
  const stage = seat === undefined ? undefined : await findStage(unit.tx, tenantId, seat.assignment.stageId);
  return request === undefined || link === undefined || seat === undefined || stage === undefined
    ? null
    : { link, request, stage, seat };
};

/** Pure: whether the link can still lead to a decision. Which one may be recorded is judged by `decide` alone. */
export const isLive = ({ link, request, stage, seat }: LockedLink): boolean =>
  link.status === "active" &&
  !link.expired &&
  link.requestVersion === request.currentVersion &&
  request.status === "pending" &&
  stage.status === "active" &&
  seat.assignment.status === "open" &&
  (stage.deadlineAt === null || request.now < stage.deadlineAt);
