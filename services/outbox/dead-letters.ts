import type { Database } from "../../db/client.ts";
import { listDeadRows, type OutboxRow, reviveMessage } from "../../db/queries/outbox.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { OutboxKind } from "../../db/schema/statuses.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";

/** A message that was given up: what did not go out, and why. */
export type DeadLetter = {
  readonly id: Id<"outboxMessage">;
  readonly tenantId: Id<"tenant">;
  readonly kind: OutboxKind;
  readonly requestId: Id<"request"> | null;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly deadAt: string | null;
};

const toDeadLetter = (row: OutboxRow): DeadLetter => ({
  id: row.id,
  tenantId: row.tenantId,
  kind: row.kind,
  requestId: row.requestId,
  attempts: row.attempts,
  lastError: row.lastError,
  createdAt: row.createdAt.toISOString(),
  deadAt: row.deadAt?.toISOString() ?? null,
});

/** Dead letters of all tenants, newest first: for the operator. `relay` is the relay role's database. */
export const listDeadLetters = async (relay: Database, page: PageInput): Promise<Page<DeadLetter>> => {
  const before = page.cursor as Id<"outboxMessage"> | null;
  const rows = await listDeadRows(relay, { before, limit: page.limit });
  return pageOf(rows.map(toDeadLetter), page.limit, (letter) => letter.id);
};

/** Sends a dead letter again, with a fresh budget. Throws `resource.not_found` when it is none. */
export const retryDeadLetter = (ctx: Context, id: Id<"outboxMessage">): Promise<DeadLetter> =>
  inTenant(ctx, async (tx, unit) => {
    const revived = await reviveMessage(tx, { tenantId: ctx.tenantId, id });
    if (revived === undefined) {
      throw notFound();
    }
    await record(unit, {
      action: "outbox_message.revived",
      target: { type: "outbox_message", id },
      ...(revived.requestId === null ? {} : { requestId: revived.requestId }),
      detail: { kind: revived.kind },
    });
    return toDeadLetter(revived);
  });
