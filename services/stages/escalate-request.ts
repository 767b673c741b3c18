import type { AuditEntry } from "../audit/model.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { getRequest } from "../requests/get.ts";
import type { RequestDetail } from "../requests/record.ts";
import { escalate } from "./escalate.ts";
import { type Chasing, chasingDetail, lockActive } from "./lock-active.ts";

/**
 * Climbs the next rung of the ladder of each active stage now, instead of when it would be due. Throws
 * `stage.no_escalation` when no active stage has a rung left, `resource.not_found`, `actor.not_allowed` and
 * `approval_request.not_pending`.
 */
export const escalateRequest = (ctx: Context, input: Chasing): Promise<RequestDetail> =>
  inTenant(ctx, async (_tx, unit) => {
    const { id } = input;
    const { request, stages } = await lockActive(unit, "escalate", input);
    const detail = chasingDetail(input);
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
