import type { Queryable } from "../../../stand-in/connect.ts";
import { completed, declined } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import type { Effect } from "./effect.ts";

type Line = { readonly sku: string; readonly quantity: number };

/** Takes the lines out of what stock is limited; declined as a whole when one article is short. */
export const reserveStock: Effect<Input<"stock.reserve">> = async ({ sql, key, newId }, input) => {
  const { orderNumber, lines } = input;
  const wanted = sumBySku(lines);
  const limited = await sql<{ sku: string; quantity: string }[]>`
    select sku, quantity from local_sandbox.stock
    where tenant_id = ${key.tenantId} and sku in ${sql(wanted.map(({ sku }) => sku))}
    order by sku for update`;
  const left = new Map(limited.map((row) => [row.sku, Number(row.quantity)]));
  const short = wanted.find(({ sku, quantity }) => quantity > (left.get(sku) ?? Number.POSITIVE_INFINITY));
  if (short !== undefined) return declined("out_of_stock", `There is not enough of ${short.sku}.`);
  const taken = wanted.filter(({ sku }) => left.has(sku));
  await moveStock(sql, key.tenantId, taken, -1);
  const reservationId = `rsv_${newId()}`;
  await sql`
    insert into local_sandbox.reservations (id, tenant_id, task_id, order_number, lines, taken)
    values (${reservationId}, ${key.tenantId}, ${key.taskId}, ${orderNumber},
      ${JSON.stringify(lines)}::text::jsonb, ${JSON.stringify(taken)}::text::jsonb)`;
  return completed(
    { reservationId },
    { amount: null, reference: orderNumber, detail: { reservationId, lines } },
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
