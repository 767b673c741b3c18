import { lastMailedAt } from "../../db/queries/notifications.ts";
import type { AuditEntry } from "../audit/model.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { getRequest } from "../requests/get.ts";
import type { RequestDetail } from "../requests/record.ts";
import { type Chasing, chasingDetail, lockActive } from "./lock-active.ts";
import { remind, reminderTemplate } from "./remind.ts";

/** A stage is not reminded by hand more often than this. */
const reminderLeastSeconds = 3_600;
const millisecondsPerSecond = 1000;

/**
 * Reminds the open seats of the request's active stages, beside the policy's own reminders, which stay as they are.
 * A stage that was reminded within the last hour, by hand or by the policy, is left out; when that leaves none, throws
 * `stage.reminded_recently`. Throws `resource.not_found`, `actor.not_allowed` and `approval_request.not_pending`.
 */
export const remindRequest = (ctx: Context, input: Chasing): Promise<RequestDetail> =>
  inTenant(ctx, async (tx, unit) => {
    const { id } = input;
    const { request, stages } = await lockActive(unit, "remind", input);
    const since = request.now.getTime() - reminderLeastSeconds * millisecondsPerSecond;
    const last = await lastMailedAt(tx, ctx.tenantId, { requestId: id, template: reminderTemplate });
    const due = stages.filter((stage) => (last.get(stage.id)?.getTime() ?? 0) <= since);
    if (stages.length > 0 && due.length === 0) {
      throw new DomainError("stage.reminded_recently", {
        detail: "Everybody was reminded within the last hour; wait until the hour is over.",
      });
    }
    const detail = chasingDetail(input);
    const entries: AuditEntry[] = [];
    for (const stage of due) {
      entries.push(await remind(unit, { request, stage, detail }));
    }
    const reminded = await getRequest(unit, id);
    for (const entry of entries) {
      await record(unit, entry);
    }
    return reminded;
  });
