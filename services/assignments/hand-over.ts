import { voidActionLinks } from "../../db/queries/action-links.ts";
import { closeSeat, insertSeat } from "../../db/queries/assignments.ts";
import type { MemberRow } from "../../db/queries/members.ts";
import type { RequestRow } from "../../db/queries/requests.ts";
import type { AssignmentRow, StageRow } from "../../db/queries/stages.ts";
import type { AuditEntry } from "../audit/model.ts";
import type { UnitContext } from "../in-tenant.ts";
import { invite } from "./invite.ts";

export type HandOver = {
  readonly request: RequestRow & { readonly now: Date };
  readonly stage: Pick<StageRow, "id" | "status" | "deadlineAt">;
  readonly seat: AssignmentRow;
  readonly taker: Pick<MemberRow, "id" | "name" | "email">;
  /** Reassigned, the vote is the taker's own; delegated, it stays that of the person they sit for. */
  readonly as: "reassigned" | "delegated";
  /** For the audit log: who wanted it, and why. */
  readonly detail: Readonly<Record<string, unknown>>;
};

export type HandedOver = { readonly seat: AssignmentRow; readonly entry: AuditEntry };

const principalOf = ({ seat, taker, as }: HandOver) => {
  const principalId = seat.principalId ?? seat.memberId;
  return as === "reassigned" || principalId === taker.id ? null : principalId;
};

/**
 * Passes a seat to somebody else under the request's lock: the old row stays as history, the taker gets one of their
 * own, and the old links die; an open seat's taker gets a link and a mail. Answers what the caller has to audit last.
 * A recused seat keeps its decision and its status.
 */
export const handOver = async (ctx: UnitContext, change: HandOver): Promise<HandedOver> => {
  const { tenantId, unit } = ctx;
  const { request, stage, seat, taker, as, detail } = change;
  const isLeft = seat.status === "recused";
  if (!isLeft) {
    const from = ["pending", "open"] as const;
    if ((await closeSeat(unit.tx, tenantId, { assignmentId: seat.id, from, to: as })) === undefined) {
      throw new Error(`seat ${seat.id} was to be handed over and is not open`);
    }
    await voidActionLinks(unit.tx, tenantId, { assignmentId: seat.id }, "superseded");
  }
  const isOpen = stage.status === "active";
  const taken = await insertSeat(unit.tx, {
    tenantId,
    id: ctx.ports.ids.next("assignment"),
    requestId: request.id,
    stageId: stage.id,
    memberId: taker.id,
    status: isOpen ? "open" : "pending",
    reason: seat.reason,
    takenFromId: seat.id,
    principalId: principalOf(change),
    standsIn: seat.standsIn,
    openedAt: isOpen ? request.now : null,
  });
  if (isOpen) {
    await invite(ctx, {
      request,
      seats: [{ assignment: taken, decision: null, memberName: taker.name, memberEmail: taker.email }],
      template: "approval-requested",
      now: request.now,
      deadlineAt: stage.deadlineAt ?? request.now,
    });
  }
  return {
    seat: taken,
    entry: {
      action: `assignment.${as}`,
      target: { type: "assignment", id: seat.id },
      requestId: request.id,
      detail: { ...detail, from: seat.memberId, to: taker.id, principal: taken.principalId, seat: taken.id },
    },
  };
};
