import { isDeepStrictEqual } from "node:util";
import type { FateOfEdit } from "../../services/kinds/model.ts";
import { compareMoney, percentOfMoney } from "../../services/money/arithmetic.ts";
import type { OrderPayload } from "./payload.ts";

/** Of the total that was approved: a rise of 2 % is kept, more is approved anew. */
const keptUpToPercent = 102;

/**
 * Pure: a total that rises by more than 2 %, another article, another customer or another address is approved anew; less
 * of the same is not.
 */
export const fateOfOrderEdit = (before: OrderPayload, after: OrderPayload): FateOfEdit => {
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
