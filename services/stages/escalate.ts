import { insertSeats, listSeatsOfStage, type StageRow, updateStage } from "../../db/queries/stages.ts";
import type { SeatReason } from "../assignments/model.ts";
import type { AuditEntry } from "../audit/model.ts";
import type { UnitContext } from "../in-tenant.ts";
import { readDirectory } from "../members/read-directory.ts";
import type { Approver } from "../policies/model.ts";
import type { Situation } from "../policies/satisfy.ts";
import type { LockedRequest } from "./lock-position.ts";
import { ladderOf } from "./model.ts";
import { seatPeople } from "./seat-people.ts";
import { findStandIns } from "./stand-ins.ts";

export type Escalating = {
  readonly request: LockedRequest;
  /** An active one. */
  readonly stage: StageRow;
  /** Told in the audit log: that a person or a client asked for it, and with which words. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

const situationOf = async (ctx: UnitContext, request: LockedRequest): Promise<Situation> => {
  const { requesterId, requesterEmail, requesterName, amount, currency } = request;
  return {
    requester: { memberId: requesterId, email: requesterEmail, name: requesterName, attributes: {} },
    amount: amount === null || currency === null ? null : { amount, currency },
    directory: await readDirectory(ctx.unit.tx, ctx.tenantId),
  };
};

/**
 * Climbs the next rung of a stage's ladder: the people it leads to, by the directory as it is now, get a seat that
 * stands in for a silent one, a link and a mail. A rung that finds nobody is climbed all the same, and told. Answers
 * what the caller has to audit at the end of its transaction; nothing at the ladder's end.
 */
export const escalate = async (
  ctx: UnitContext,
  { request, stage, detail = {} }: Escalating,
): Promise<readonly AuditEntry[]> => {
  const { tenantId, unit } = ctx;
  const rung = ladderOf(stage)[stage.escalationsDone];
  if (rung === undefined) {
    return [];
  }
  const number = stage.escalationsDone + 1;
  await updateStage(unit.tx, tenantId, stage.id, { escalationsDone: number });
  const seats = (await listSeatsOfStage(unit.tx, tenantId, stage.id)).map(({ assignment }) => ({
    ...assignment,
    reason: assignment.reason as SeatReason,
  }));
  const situation = await situationOf(ctx, request);
  // An approver form: the document was read before it was published.
  const { standIns, missing } = findStandIns(rung.to as Approver, seats, situation);
  await insertSeats(
    unit.tx,
    standIns.map((standIn) => ({
      ...standIn,
      tenantId,
      id: ctx.ports.ids.next("assignment"),
      requestId: request.id,
      stageId: stage.id,
      standsIn: true,
    })),
  );
  const { seats: added, entries } = await seatPeople(ctx, {
    request,
    stageId: stage.id,
    deadlineAt: stage.deadlineAt ?? request.now,
    template: "approval-escalated",
  });
  const escalated: AuditEntry = {
    action: "stage.escalated",
    target: { type: "stage", id: stage.id },
    requestId: request.id,
    detail: {
      name: stage.name,
      rung: number,
      to: rung.to,
      added: added.map(({ assignment: { id, memberId, takenFromId } }) => ({ id, memberId, takenFromId })),
      missing,
      ...detail,
    },
  };
  return [escalated, ...entries];
};
