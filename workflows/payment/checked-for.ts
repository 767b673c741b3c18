import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { compareMoney } from "../../services/money/arithmetic.ts";
import { accountKey } from "./account.ts";
import type { CheckedFor } from "./findings.ts";
import type { PaymentPayload } from "./payload.ts";

/** Of who is paid by whom and when: findings go into a log that is kept for ever, where no account is to stand. */
const digestOf = ({ payee, debtor, requestedExecutionDate }: PaymentPayload): string =>
  createHash("sha256")
    .update(
      canonicalize([
        accountKey(payee.account),
        payee.name,
        payee.country,
        accountKey(debtor.account),
        requestedExecutionDate,
      ]) ?? "",
    )
    .digest("hex");

/** What funds, payee and limits are checked for. */
export const checkedForOf = (payment: PaymentPayload): CheckedFor => ({
  digest: digestOf(payment),
  total: payment.total,
});

/** Pure: whether checks hold for a payment as it is now: the same payee, payer and day, and no more money. */
export const stillHolds = (checked: CheckedFor | null, payment: PaymentPayload): boolean =>
  checked !== null &&
  checked.digest === digestOf(payment) &&
  checked.total.currency === payment.total.currency &&
  compareMoney(payment.total, checked.total) <= 0;
