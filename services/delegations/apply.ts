import { listRequestsWithOpenSeat } from "../../db/queries/assignments.ts";
import { lockRequest } from "../../db/queries/requests.ts";
import { type AssignmentRow, listStages } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { AuditEntry } from "../audit/model.ts";
import type { UnitContext } from "../in-tenant.ts";
import { delegateOpenSeats } from "./delegate-open-seats.ts";

/** Requests whose seats go over at once; those of somebody with more stay theirs until they pass them on. */
const requestsAtOnceMax = 200;

/**
 * Passes the open seats of a member on to those who decide for them at this moment. Locks the requests in one order, so
 * that two who do this cannot wait for each other. Answers what the caller has to audit last. Idempotent.
 */
export const applyToOpenSeats = async (
  ctx: UnitContext,
  memberId: Id<"member">,
): Promise<readonly AuditEntry[]> => {
  const { tenantId, unit } = ctx;
  const limit = requestsAtOnceMax;
  const concerns = (seat: AssignmentRow): boolean => seat.memberId === memberId;
  const entries: AuditEntry[] = [];
  for (const requestId of await listRequestsWithOpenSeat(unit.tx, tenantId, { memberId, limit })) {
    const request = await lockRequest(unit.tx, tenantId, requestId);
    if (request?.status !== "pending") continue;
    for (const stage of await listStages(unit.tx, tenantId, requestId)) {
      if (stage.status !== "active") continue;
      const open = { stage, request, now: request.now, concerns };
      entries.push(...(await delegateOpenSeats(ctx, open)));
    }
  }
  return entries;
};
