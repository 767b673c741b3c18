import type { Id } from "../../db/schema/columns.ts";
import type { AuditEntry } from "../audit/model.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { getRequest } from "../requests/get.ts";
import type { RequestDetail } from "../requests/record.ts";
import { escalate } from "./escalate.ts";
import { lockActive } from "./lock-active.ts";

export type EscalatingInput = { readonly id: Id<"request">; readonly comment?: string | undefined };

/**
 * Climbs the next rung of the ladder of each active stage now, instead of when it would be due. Throws
 * `stage.no_escalation` when no active stage has a rung left, `resource.not_found` and `approval_request.not_pending`.
 */
export const escalateRequest = (ctx: Context, { id, comment }: EscalatingInput): Promise<RequestDetail> =>
  inTenant(ctx, async (_tx, unit) => {
    const { request, stages } = await lockActive(unit, id);
    const detail = { byHand: true, ...(comment === undefined ? {} : { comment }) };
    const entries: AuditEntry[] = [];
    for (const stage of stages) {
      entries.push(...(await escalate(unit, { request, stage, detail })));
    }
    if (entries.length === 0) {
      throw new DomainError("stage.no_escalation", {
        detail: "No stage that is open has a further rung of escalation; its policy names none.",
      });
    }
    const escalated = await getRequest(unit, id);
    for (const entry of entries) {
      await record(unit, entry);
    }
    return escalated;
  });
