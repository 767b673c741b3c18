import { authorizationSeconds } from "../../limits.ts";
import { toColumns } from "../../money-columns.ts";
import { completed, declined } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import type { Effect } from "./effect.ts";

/** An order number that ends so is paid with a card that the bank declines. */
const declineSuffix = "-DECLINE";

export const authorizePayment: Effect<Input<"payment.authorize">> = async ({ sql, key, newId }, input) => {
  const { orderNumber, amount } = input;
  if (orderNumber.endsWith(declineSuffix)) return declined("card_declined", "The bank declined the card.");
  const authorizationId = `aut_${newId()}`;
  const { minorUnits, currency } = toColumns(amount);
  const [row] = await sql<{ expiresAt: Date }[]>`
    insert into local_sandbox.authorizations
      (id, tenant_id, task_id, order_number, minor_units, currency, expires_at)
    values (${authorizationId}, ${key.tenantId}, ${key.taskId}, ${orderNumber}, ${minorUnits}, ${currency},
      clock_timestamp() + make_interval(secs => ${authorizationSeconds}))
    returning expires_at as "expiresAt"`;
  const expiresAt = row?.expiresAt.toISOString();
  return completed(
    { authorizationId, expiresAt },
    { amount, reference: orderNumber, detail: { authorizationId, expiresAt } },
  );
};
