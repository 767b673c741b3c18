import type { Queryable } from "../../../stand-in/connect.ts";
import { completed, declined } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import type { Effect } from "./effect.ts";

type Line = { readonly sku: string; readonly quantity: number };

type Shortage = { readonly sku: string; readonly missing: number };

/** What is there of what is wanted, article by article. */
const findShortages = (wanted: readonly Line[], left: ReadonlyMap<string, number>): readonly Shortage[] =>
  wanted.flatMap(({ sku, quantity }) => {
    const missing = quantity - (left.get(sku) ?? Number.POSITIVE_INFINITY);
    return missing > 0 ? [{ sku, missing }] : [];
  });

/**
 * Takes the lines out of what stock is limited. When an article is short the whole is declined, or, where the order
 * accepts a part, what is there is taken and the answer tells what is missing.
 */
export const reserveStock: Effect<Input<"stock.reserve">> = async ({ sql, key, newId }, input) => {
  const { orderNumber, lines, partial = false } = input;
  const wanted = sumBySku(lines);
  const limited = await sql<{ sku: string; quantity: string }[]>`
    select sku, quantity from local_sandbox.stock
    where tenant_id = ${key.tenantId} and sku in ${sql(wanted.map(({ sku }) => sku))}
    order by sku for update`;
  const left = new Map(limited.map((row) => [row.sku, Number(row.quantity)]));
  const shortages = findShortages(wanted, left);
  const missingOf = new Map(shortages.map(({ sku, missing }) => [sku, missing]));
  const granted = wanted
    .map(({ sku, quantity }) => ({ sku, quantity: quantity - (missingOf.get(sku) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  const [short] = shortages;
  if (short !== undefined && (!partial || granted.length === 0))
    return declined("out_of_stock", `There is not enough of ${short.sku}.`);
  const taken = granted.filter(({ sku }) => left.has(sku));
  await moveStock(sql, key.tenantId, taken, -1);
  const reservationId = `rsv_${newId()}`;
  const reserved = shortages.length === 0 ? lines : granted;
  await sql`
    insert into local_sandbox.reservations (id, tenant_id, task_id, order_number, lines, taken)
    values (${reservationId}, ${key.tenantId}, ${key.taskId}, ${orderNumber},
      ${JSON.stringify(reserved)}::text::jsonb, ${JSON.stringify(taken)}::text::jsonb)`;
  return completed(
    { reservationId, ...(shortages.length === 0 ? {} : { shortages }) },
    { amount: null, reference: orderNumber, detail: { reservationId, lines: reserved } },
  );
};

/** An order may name an article on several lines. */
const sumBySku = (lines: readonly Line[]): readonly Line[] => {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }));
};

/** Takes out of limited stock (-1) or puts back (1). */
export const moveStock = async (
  sql: Queryable,
  tenantId: string,
  lines: readonly Line[],
  direction: 1 | -1,
): Promise<void> => {
  await sql`
    update local_sandbox.stock set quantity = stock.quantity + ${direction}::int * moved.quantity
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as moved (sku text, quantity bigint)
    where stock.tenant_id = ${tenantId} and stock.sku = moved.sku`;
};
