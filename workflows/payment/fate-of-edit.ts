import { isDeepStrictEqual } from "node:util";
import type { FateOfEdit } from "../../services/kinds/model.ts";
import { compareMoney } from "../../services/money/arithmetic.ts";
import type { PaymentPayload } from "./payload.ts";

/** Whether nothing but lines was left out, in the order in which they stood. */
const onlyLeavesOut = (before: PaymentPayload, after: PaymentPayload): boolean => {
  const { lines: linesBefore = [], total: totalBefore, ...restBefore } = before;
  const { lines: linesAfter = [], total: totalAfter, ...restAfter } = after;
  const kept = new Set(linesAfter.map(({ endToEndId }) => endToEndId));
  return (
    linesAfter.length > 0 &&
    isDeepStrictEqual(restAfter, restBefore) &&
    isDeepStrictEqual(
      linesAfter,
      linesBefore.filter(({ endToEndId }) => kept.has(endToEndId)),
    ) &&
    totalAfter.currency === totalBefore.currency &&
    compareMoney(totalAfter, totalBefore) < 0
  );
};

/**
 * Pure: a batch that only loses lines keeps its approvals, and so does a payment that stays as it is (another title).
 * Whatever else is edited, the payee's bank details above all, is checked again by as many people as at first.
 */
export const fateOfPaymentEdit = (before: PaymentPayload, after: PaymentPayload): FateOfEdit => {
  if (after.endToEndId !== before.endToEndId) {
    return { refused: "A payment keeps its id: withdraw it and ask anew.", pointer: "/endToEndId" };
  }
  return isDeepStrictEqual(after, before) || onlyLeavesOut(before, after) ? "keep" : "reapprove";
};
