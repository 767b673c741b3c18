import { toMinorUnits } from "../../../../../services/money/minor-units.ts";
import type { Money } from "../../../../../services/money/model.ts";
import { type MoneyColumns, toColumns } from "../../money-columns.ts";
import { completed, type Done, declined } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import type { Effect } from "./effect.ts";

type Row = MoneyColumns & {
  readonly orderNumber: string;
  readonly status: "live" | "captured" | "voided";
  readonly expired: boolean;
};

/** Takes the money of a live authorization, once, and no more than was authorized. */
export const capturePayment: Effect<Input<"payment.capture">> = async ({ sql, key, newId }, input) => {
  const { authorizationId, amount } = input;
  const [authorization] = await sql<Row[]>`
    select order_number as "orderNumber", minor_units as "minorUnits", currency, status,
      expires_at <= clock_timestamp() as expired
    from local_sandbox.authorizations where tenant_id = ${key.tenantId} and id = ${authorizationId}`;
  if (authorization === undefined)
    return declined("unknown_authorization", "There is no such authorization.");
  const obstacle = obstacleTo(authorization, amount);
  if (obstacle !== null) return obstacle;
  const captureId = `cap_${newId()}`;
  const { orderNumber: reference } = authorization;
  const { minorUnits, currency } = toColumns(amount);
  await sql`
    insert into local_sandbox.captures
      (id, tenant_id, task_id, authorization_id, order_number, minor_units, currency)
    values (${captureId}, ${key.tenantId}, ${key.taskId}, ${authorizationId}, ${reference}, ${minorUnits}, ${currency})`;
  await sql`update local_sandbox.authorizations set status = 'captured' where id = ${authorizationId}`;
  return completed({ captureId }, { amount, reference, detail: { captureId, authorizationId } });
};

const obstacleTo = (authorization: Row, amount: Money): Done | null => {
  if (authorization.status === "captured")
    return declined("already_captured", "The authorization is captured already.");
  if (authorization.status === "voided")
    return declined("authorization_voided", "The authorization was voided.");
  if (authorization.expired) return declined("authorization_expired", "The authorization has expired.");
  if (authorization.currency !== amount.currency)
    return declined("currency_mismatch", `The authorization is in ${authorization.currency}.`);
  return toMinorUnits(amount) > BigInt(authorization.minorUnits)
    ? declined("amount_too_large", "The amount is more than was authorized.")
    : null;
};
