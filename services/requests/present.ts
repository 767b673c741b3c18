import type { RequestVersionRow, RequestWithPolicy } from "../../db/queries/requests.ts";
import type { SeatRow, StageRow } from "../../db/queries/stages.ts";
import { toAssignment } from "../assignments/record.ts";
import { quorumSchema } from "../stages/model.ts";
import type { RequestSummary, RequestVersion, Stage } from "./record.ts";

export const toRequestSummary = ({ request, policyVersion }: RequestWithPolicy): RequestSummary => ({
  id: request.id,
  kind: request.kind,
  title: request.title,
  status: request.status,
  requester: {
    memberId: request.requesterId,
    email: request.requesterEmail,
    name: request.requesterName,
  },
  externalId: request.externalId,
  amount:
    request.amount === null || request.currency === null
      ? null
      : { amount: request.amount, currency: request.currency },
  policyId: request.policyId,
  policyVersion,
  currentVersion: request.currentVersion,
  findings: request.findings,
  overridden: request.overridden,
  createdAt: request.createdAt.toISOString(),
  closedAt: request.closedAt?.toISOString() ?? null,
});

export const toRequestVersion = (row: RequestVersionRow): RequestVersion => ({
  version: row.version,
  contentHash: row.contentHash.toString("hex"),
  payload: JSON.parse(row.payload) as unknown,
  createdAt: row.createdAt.toISOString(),
});

/** The stage with those of `seats` that are its own. */
export const toStage = (row: StageRow, seats: readonly SeatRow[]): Stage => ({
  id: row.id,
  round: row.round,
  position: row.position,
  name: row.name,
  status: row.status,
  quorum: quorumSchema.parse(row.quorum),
  rejection: row.rejection,
  assurance: row.assurance,
  onDeadline: row.onDeadline,
  openedAt: row.openedAt?.toISOString() ?? null,
  deadlineAt: row.deadlineAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  assignments: seats.filter((seat) => seat.assignment.stageId === row.id).map(toAssignment),
});
