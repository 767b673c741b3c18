import { listSeatsWithPeople, type SeatWithPeople } from "../../db/queries/assignments.ts";
import { listDelegationsInForce } from "../../db/queries/delegations.ts";
import { listMembersByIds, type MemberRow } from "../../db/queries/members.ts";
import type { RequestRow } from "../../db/queries/requests.ts";
import type { AssignmentRow, StageRow } from "../../db/queries/stages.ts";
import { handOver } from "../assignments/hand-over.ts";
import { takerProblem } from "../assignments/taker.ts";
import type { AuditEntry } from "../audit/model.ts";
import type { UnitContext } from "../in-tenant.ts";
import { toLimit } from "../members/record.ts";
import { chooseDelegate } from "./choose.ts";
import type { DelegationTerms } from "./model.ts";
import { toTerms } from "./record.ts";

/** The most delegations that a tenant has at a time; `create.ts` keeps to it. */
export const delegationsMax = 1_000;

export type OpenStage = {
  readonly stage: Pick<StageRow, "id" | "deadlineAt">;
  /** Locked by the caller. */
  readonly request: RequestRow;
  /** By the database's clock. */
  readonly now: Date;
  /** Which of its open seats: those of others stay, also one that its person was given back. */
  readonly concerns: (seat: AssignmentRow) => boolean;
};

type Desk = OpenStage & {
  readonly delegations: readonly DelegationTerms[];
  readonly people: ReadonlyMap<string, MemberRow>;
};

/** The delegate for the seat, or null, with the stage's seats as they are after those before it were passed on. */
const delegateFor = (
  seat: AssignmentRow,
  { stage, request, now, delegations, people }: Desk,
  seats: readonly { readonly assignment: AssignmentRow }[],
): MemberRow | null => {
  const requester = { id: request.requesterId, email: request.requesterEmail };
  const ofStage = seats.filter(({ assignment }) => assignment.stageId === stage.id);
  const choice = chooseDelegate(seat.memberId, {
    delegations,
    kind: request.kind,
    amount: toLimit(request.amount, request.currency),
    now,
    barred: (memberId) => {
      const taker = people.get(memberId);
      return taker === undefined
        ? "disabled"
        : takerProblem({ taker, requester, seats: ofStage, takenFrom: seat.id });
    },
  });
  return choice.delegate === null ? null : (people.get(choice.delegate) ?? null);
};

const passOnAll = async (
  ctx: UnitContext,
  desk: Desk,
  seats: readonly SeatWithPeople[],
): Promise<AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  let rows: readonly { readonly assignment: AssignmentRow }[] = seats;
  for (const { assignment: seat } of seats) {
    if (seat.stageId !== desk.stage.id || seat.status !== "open" || !desk.concerns(seat)) continue;
    const taker = delegateFor(seat, desk, rows);
    if (taker === null) continue;
    const { now } = desk;
    // It has open seats, so it is open, whatever its row said when the caller read it.
    const stage = { ...desk.stage, status: "active" } as const;
    const detail = { delegation: true };
    const request = { ...desk.request, now };
    const taken = await handOver(ctx, { request, stage, seat, taker, as: "delegated", detail });
    const left = { assignment: { ...seat, status: "delegated" as const } };
    rows = [...rows.map((row) => (row.assignment.id === seat.id ? left : row)), { assignment: taken.seat }];
    entries.push(taken.entry);
  }
  return entries;
};

/**
 * Passes open seats of a stage on to those who decide for their people at this moment. To be called under the
 * request's lock, once the seats are open: the takers are invited here, so that the caller invites those of the seats it
 * opened that are open still. Answers what the caller has to audit last. Idempotent.
 */
export const delegateOpenSeats = async (
  ctx: UnitContext,
  open: OpenStage,
): Promise<readonly AuditEntry[]> => {
  const { tenantId, unit } = ctx;
  const rows = await listDelegationsInForce(unit.tx, tenantId, { now: open.now, limit: delegationsMax });
  if (rows.length === 0) return [];
  const delegates = await listMembersByIds(unit.tx, tenantId, [
    ...new Set(rows.map(({ delegateId }) => delegateId)),
  ]);
  const seats = await listSeatsWithPeople(unit.tx, tenantId, open.request.id);
  const people = new Map(delegates.map((member) => [member.id as string, member]));
  return passOnAll(ctx, { ...open, delegations: rows.map(toTerms), people }, seats);
};
