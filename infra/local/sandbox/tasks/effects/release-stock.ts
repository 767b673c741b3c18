import { completed, declined, nothingToUndo } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import { bury } from "./bury.ts";
import type { Effect } from "./effect.ts";
import { moveStock } from "./reserve-stock.ts";

type Row = {
  readonly id: string;
  readonly orderNumber: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly taken: Row["lines"];
  readonly released: boolean;
};

/** Puts back what a `stock.reserve` had taken. */
export const releaseStock: Effect<Input<"stock.release">> = async (scene, input) => {
  const { sql, key } = scene;
  const [reservation] = await sql<Row[]>`
    select id, order_number as "orderNumber", lines, taken, released from local_sandbox.reservations
    where tenant_id = ${key.tenantId} and task_id = ${input.reserveTaskId}`;
  if (reservation === undefined) return bury(scene, input.reserveTaskId);
  const { id, orderNumber, lines, taken, released } = reservation;
  if ((input.reservationId ?? id) !== id)
    return declined("reference_mismatch", "The task made another reservation than the one named.");
  if (released) return nothingToUndo;
  await sql`update local_sandbox.reservations set released = true where id = ${id}`;
  await moveStock(sql, key.tenantId, taken, 1);
  return completed(
    { reservationId: id },
    { amount: null, reference: orderNumber, detail: { reservationId: id, lines } },
  );
};
