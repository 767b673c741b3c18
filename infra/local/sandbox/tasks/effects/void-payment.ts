import { fromColumns, type MoneyColumns } from "../../money-columns.ts";
import { completed, declined, nothingToUndo } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import { bury } from "./bury.ts";
import type { Effect } from "./effect.ts";

type Row = MoneyColumns & {
  readonly id: string;
  readonly orderNumber: string;
  readonly status: "live" | "captured" | "voided";
};

/** Gives up an authorization; what is captured can only be refunded. */
export const voidPayment: Effect<Input<"payment.void">> = async (scene, input) => {
  const { sql, key } = scene;
  const [authorization] = await sql<Row[]>`
    select id, order_number as "orderNumber", minor_units as "minorUnits", currency, status
    from local_sandbox.authorizations
    where tenant_id = ${key.tenantId} and task_id = ${input.authorizeTaskId}`;
  if (authorization === undefined) return bury(scene, input.authorizeTaskId);
  const { id, orderNumber, status } = authorization;
  if ((input.authorizationId ?? id) !== id)
    return declined("reference_mismatch", "The task made another authorization than the one named.");
  if (status === "captured") return declined("already_captured", "The authorization is captured already.");
  if (status === "voided") return nothingToUndo;
  await sql`update local_sandbox.authorizations set status = 'voided' where id = ${id}`;
  return completed(
    { authorizationId: id },
    { amount: fromColumns(authorization), reference: orderNumber, detail: { authorizationId: id } },
  );
};
