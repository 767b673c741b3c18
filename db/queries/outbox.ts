import { and, desc, eq, isNotNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { databaseNow, type Id } from "../schema/columns.ts";
import { outboxMessages } from "../schema/outbox.ts";
import type { OutboxKind } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";

export type OutboxRow = typeof outboxMessages.$inferSelect;

export type NewOutboxRow = {
  readonly id: Id<"outboxMessage">;
  readonly kind: OutboxKind;
  readonly dedupeKey: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly requestId: Id<"request"> | null;
  /** Not to be sent before; null: at once. */
  readonly notBefore: Date | null;
  /** A lease from the start, when the writing process will send the message itself after the commit. */
  readonly lease: { readonly token: string; readonly seconds: number } | null;
};

/** Writes a message unless its cause has written it before. Answers whether it is new. */
export const insertOutboxMessage = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  { lease, notBefore, ...row }: NewOutboxRow,
): Promise<boolean> => {
  const rows = await tx
    .insert(outboxMessages)
    .values({
      tenantId,
      ...row,
      ...(notBefore === null ? {} : { nextAt: notBefore }),
      attempts: lease === null ? 0 : 1,
      leaseToken: lease?.token ?? null,
      ...(lease === null
        ? {}
        : { leaseUntil: sql`clock_timestamp() + make_interval(secs => ${lease.seconds})` }),
    })
    .onConflictDoNothing()
    .returning({ id: outboxMessages.id });
  return rows.length === 1;
};

export type ClaimedMessage = {
  readonly tenantId: Id<"tenant">;
  readonly id: Id<"outboxMessage">;
  readonly kind: OutboxKind;
  readonly payload: Readonly<Record<string, string>>;
  readonly attempts: number;
};

/**
 * Claims due messages across tenants (relay role): state, lease and SKIP LOCKED, never a cursor. The attempt is
 * counted with the claim, so that a handler that kills its process uses up the budget too.
 */
export const claimMessages = async (
  relay: Database,
  claim: { readonly limit: number; readonly token: string; readonly seconds: number },
): Promise<ClaimedMessage[]> => {
  const due = sql`select tenant_id, id from outbox_messages
    where done_at is null and dead_at is null and next_at <= clock_timestamp()
      and (lease_until is null or lease_until < clock_timestamp())
    order by next_at for update skip locked limit ${claim.limit}`;
  return relay
    .update(outboxMessages)
    .set({
      attempts: sql`${outboxMessages.attempts} + 1`,
      leaseToken: claim.token,
      leaseUntil: sql`clock_timestamp() + make_interval(secs => ${claim.seconds})`,
    })
    .where(sql`(${outboxMessages.tenantId}, ${outboxMessages.id}) in (${due})`)
    .returning({
      tenantId: outboxMessages.tenantId,
      id: outboxMessages.id,
      kind: outboxMessages.kind,
      payload: outboxMessages.payload,
      attempts: outboxMessages.attempts,
    });
};

export type Held = {
  readonly tenantId: Id<"tenant">;
  readonly id: Id<"outboxMessage">;
  readonly leaseToken: string;
};

const heldBy = (held: Held) =>
  and(
    eq(outboxMessages.tenantId, held.tenantId),
    eq(outboxMessages.id, held.id),
    eq(outboxMessages.leaseToken, held.leaseToken),
  );

/** Settles a message as sent; writes nothing when another process has taken the lease over. */
export const markDone = async (relay: Database, held: Held): Promise<void> => {
  await relay
    .update(outboxMessages)
    .set({ doneAt: databaseNow, leaseUntil: null, leaseToken: null, lastError: null })
    .where(heldBy(held));
};

/** Gives a message back, to be tried again after a wait. */
export const markFailed = async (
  relay: Database,
  held: Held,
  failure: { readonly error: string; readonly retryMilliseconds: number },
): Promise<void> => {
  await relay
    .update(outboxMessages)
    .set({
      nextAt: sql`clock_timestamp() + make_interval(secs => ${failure.retryMilliseconds / 1000})`,
      leaseUntil: null,
      leaseToken: null,
      lastError: failure.error,
    })
    .where(heldBy(held));
};

/** Gives a message up. Answers whether this call did it. */
export const markDead = async (relay: Database, held: Held, error: string): Promise<boolean> => {
  const rows = await relay
    .update(outboxMessages)
    .set({ deadAt: databaseNow, leaseUntil: null, leaseToken: null, lastError: error })
    .where(heldBy(held))
    .returning({ id: outboxMessages.id });
  return rows.length === 1;
};

export type DeadLetterKey = { readonly tenantId: Id<"tenant">; readonly id: Id<"outboxMessage"> };

/** Dead letters of all tenants, newest message first, one more than `limit` when there are more. */
export const listDeadRows = (
  relay: Database,
  page: { readonly before: Id<"outboxMessage"> | null; readonly limit: number },
): Promise<OutboxRow[]> =>
  relay
    .select()
    .from(outboxMessages)
    .where(
      and(
        isNotNull(outboxMessages.deadAt),
        page.before === null ? undefined : lt(outboxMessages.id, page.before),
      ),
    )
    .orderBy(desc(outboxMessages.id))
    .limit(page.limit + 1);

/** Puts a dead letter back into the queue with a fresh budget. Answers undefined when it is not dead. */
export const reviveMessage = async (
  tx: TenantTransaction,
  { tenantId, id }: DeadLetterKey,
): Promise<OutboxRow | undefined> => {
  const rows = await tx
    .update(outboxMessages)
    .set({ deadAt: null, attempts: 0, nextAt: databaseNow, lastError: null })
    .where(
      and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.id, id), isNotNull(outboxMessages.deadAt)),
    )
    .returning();
  return rows[0];
};

/** How much waits and how much was given up, for the operator's metrics; what is not due yet does not wait. */
export const countOutbox = async (
  relay: Database,
): Promise<{ readonly waiting: number; readonly dead: number }> => {
  const rows = await relay
    .select({
      waiting: sql<number>`(count(*) filter (where dead_at is null
        and (attempts > 0 or next_at <= clock_timestamp())))::integer`,
      dead: sql<number>`(count(*) filter (where dead_at is not null))::integer`,
    })
    .from(outboxMessages)
    .where(or(isNotNull(outboxMessages.deadAt), sql`done_at is null`));
  return rows[0] ?? { waiting: 0, dead: 0 };
};

/** Removes messages that were sent long ago, a bounded number at a time. Answers how many. */
export const deleteDone = async (
  relay: Database,
  input: { readonly olderThanDays: number; readonly limit: number },
): Promise<number> => {
  const rows = await relay.execute(sql`
    delete from outbox_messages where (tenant_id, id) in (
      select tenant_id, id from outbox_messages
      where done_at is not null and done_at < clock_timestamp() - make_interval(days => ${input.olderThanDays})
      limit ${input.limit}) returning id`);
  return rows.length;
};
