import { insertOutboxMessage } from "../../db/queries/outbox.ts";
import type { UnitContext } from "../in-tenant.ts";
import { leaseSeconds, type NewMessage } from "./model.ts";

/**
 * Puts a message into the outbox in the transaction that causes it. Idempotent by (tenant, kind, dedupeKey).
 * When this process has room it takes the lease with the insert and sends right after the commit; if it dies
 * first, the lease ends and the relay sends. Answers whether it was not there before.
 */
export const enqueue = async (ctx: UnitContext, message: NewMessage): Promise<boolean> => {
  const id = ctx.ports.ids.next("outboxMessage");
  const isNow = message.notBefore === undefined;
  const leaseToken = isNow && ctx.outbox.hasRoom() ? ctx.ports.ids.token() : null;
  const isNew = await insertOutboxMessage(ctx.unit.tx, ctx.tenantId, {
    id,
    kind: message.kind,
    dedupeKey: message.dedupeKey,
    payload: message.payload,
    requestId: message.requestId ?? null,
    notBefore: message.notBefore ?? null,
    lease: leaseToken === null ? null : { token: leaseToken, seconds: leaseSeconds },
  });
  if (isNew && leaseToken !== null) {
    ctx.unit.messages.push({
      tenantId: ctx.tenantId,
      id,
      kind: message.kind,
      payload: message.payload,
      attempts: 1,
      leaseToken,
    });
  }
  return isNew;
};
