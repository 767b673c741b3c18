import { toMinorUnits } from "../../../../../services/money/minor-units.ts";
import type { MoneyColumns } from "../../money-columns.ts";
import { completed, type Done, declined } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import { bury } from "./bury.ts";
import type { Effect } from "./effect.ts";

type Row = MoneyColumns & { readonly id: string; readonly orderNumber: string; readonly refunded: boolean };

/** Gives back the money of a capture, once, and no more than was captured. */
export const refundPayment: Effect<Input<"payment.refund">> = async (scene, input) => {
  const { sql, key, newId } = scene;
  const [capture] = await sql<Row[]>`
    select id, order_number as "orderNumber", minor_units as "minorUnits", currency, refunded
    from local_sandbox.captures where tenant_id = ${key.tenantId} and task_id = ${input.captureTaskId}`;
  if (capture === undefined) return bury(scene, input.captureTaskId);
  const obstacle = obstacleTo(capture, input);
  if (obstacle !== null) return obstacle;
  await sql`update local_sandbox.captures set refunded = true where id = ${capture.id}`;
  const refundId = `rfd_${newId()}`;
  return completed(
    { refundId },
    {
      amount: input.amount,
      reference: capture.orderNumber,
      detail: { refundId, captureId: capture.id },
    },
  );
};

const obstacleTo = (capture: Row, { captureId, amount }: Input<"payment.refund">): Done | null => {
  if ((captureId ?? capture.id) !== capture.id)
    return declined("reference_mismatch", "The task made another capture than the one named.");
  if (capture.refunded) return declined("already_refunded", "The capture is refunded already.");
  if (capture.currency !== amount.currency)
    return declined("currency_mismatch", `The capture is in ${capture.currency}.`);
  return toMinorUnits(amount) > BigInt(capture.minorUnits)
    ? declined("amount_too_large", "The amount is more than was captured.")
    : null;
};
