import { compareMoney } from "../../services/money/arithmetic.ts";
import { accountKey } from "./account.ts";
import type { CheckedFor } from "./findings.ts";
import type { PaymentPayload } from "./payload.ts";

/** What funds, payee and limits are checked for. */
export const checkedForOf = (payment: PaymentPayload): CheckedFor => ({
  payee: accountKey(payment.payee.account),
  payeeName: payment.payee.name,
  debtor: accountKey(payment.debtor.account),
  day: payment.requestedExecutionDate,
  total: payment.total,
});

/** Pure: whether checks hold for a payment as it is now: the same in everything, and no more money. */
export const stillHolds = (checked: CheckedFor | null, payment: PaymentPayload): boolean => {
  const now = checkedForOf(payment);
  return (
    checked !== null &&
    checked.payee === now.payee &&
    checked.payeeName === now.payeeName &&
    checked.debtor === now.debtor &&
    checked.day === now.day &&
    checked.total.currency === now.total.currency &&
    compareMoney(now.total, checked.total) <= 0
  );
};
