import { inTenant as openTransaction, type TenantTransaction } from "../db/tenant.ts";
import type { Context, Unit } from "./context.ts";
import type { LeasedMessage } from "./outbox/model.ts";

/** A context inside its transaction. */
export type UnitContext = Context & { readonly unit: Unit };

/**
 * Runs a verb's work in its tenant's transaction; verbs called inside share it. What the work put into the
 * outbox is dispatched right after the outermost commit, and never before it.
 */
export const inTenant = async <Result>(
  ctx: Context,
  work: (tx: TenantTransaction, ctx: UnitContext) => Promise<Result>,
): Promise<Result> => {
  if (ctx.unit !== undefined) {
    return work(ctx.unit.tx, { ...ctx, unit: ctx.unit });
  }
  const messages: LeasedMessage[] = [];
  const result = await openTransaction(ctx.db, ctx.tenantId, (tx) => {
    const unit: Unit = { tx, messages };
    return work(tx, { ...ctx, unit });
  });
  ctx.outbox.dispatch(messages);
  return result;
};
