import canonicalize from "canonicalize";
import { appendAuditEvent } from "../../db/queries/audit.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { AuditBody, AuditEntry } from "./model.ts";

/**
 * Appends one event to the tenant's chain, in the transaction of the write it tells of. Takes the chain's lock,
 * so it is the last thing a verb does (lock order: request, stage, assignment, link, outbox, audit head).
 * The bytes that are hashed are the event's canonical JSON, RFC 8785.
 */
export const record = async (ctx: UnitContext, entry: AuditEntry): Promise<void> => {
  const id = ctx.ports.ids.next("auditEvent");
  const requestId = entry.requestId ?? null;
  const body: AuditBody = {
    v: 1,
    id,
    tenantId: ctx.tenantId,
    action: entry.action,
    actor: ctx.actor,
    auth: ctx.auth,
    target: entry.target,
    requestId,
    traceId: ctx.traceId,
    detail: entry.detail ?? {},
  };
  await appendAuditEvent(ctx.unit.tx, ctx.tenantId, {
    id,
    action: entry.action,
    targetType: entry.target.type,
    targetId: entry.target.id,
    requestId,
    body: Buffer.from(canonicalize(body) ?? "", "utf8"),
  });
};
