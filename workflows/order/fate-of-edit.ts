import { isDeepStrictEqual } from "node:util";
import type { Before, FateOfEdit } from "../../services/kinds/model.ts";
import { compareMoney, percentOfMoney } from "../../services/money/arithmetic.ts";
import type { OrderPayload } from "./payload.ts";

/** Of the total that was approved: a rise of 2 % is kept, more is approved anew. */
const keptUpToPercent = 102;

/**
 * Pure: a total that rises by more than 2 %, another article, another customer or another address is approved anew; less
 * of the same is not. Once it is approved nobody but the run changes the order, since the reservation, the payment
 * and the shipment have to be of the same goods.
 */
export const fateOfOrderEdit = (
  before: OrderPayload,
  after: OrderPayload,
  _status: "pending" | "approved",
  { by, isUnderWay }: Pick<Before, "by" | "isUnderWay">,
): FateOfEdit => {
  if (by === "person" && isUnderWay) {
    return { refused: "The order is being carried out: withdraw it, and order anew." };
  }
  if (after.orderNumber !== before.orderNumber) {
    return { refused: "An order keeps its number: withdraw it and ask anew.", pointer: "/orderNumber" };
  }
  if (after.total.currency !== before.total.currency) {
    return "reapprove";
  }
  const known = new Set(before.lines.map(({ sku }) => sku));
  const isMaterial =
    after.lines.some(({ sku }) => !known.has(sku)) ||
    compareMoney(after.total, percentOfMoney(before.total, keptUpToPercent)) > 0 ||
    after.customer.id !== before.customer.id ||
    !isDeepStrictEqual(after.shipTo, before.shipTo);
  return isMaterial ? "reapprove" : "keep";
};
