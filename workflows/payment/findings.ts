import type { FieldError, Findings, KindFacts, PastRequest } from "../../services/kinds/model.ts";
import { addMoney, compareMoney, sumMoney } from "../../services/money/arithmetic.ts";
import type { Money } from "../../services/money/model.ts";
import { accountKey } from "./account.ts";
import { bankDay, bankWindow } from "./bank-window.ts";
import type { PaymentPayload } from "./payload.ts";
import { type PaymentSettings, sumFor } from "./settings.ts";

/** A payment that is asked for further ahead would outlive its run. */
const aheadMaxDays = 180;

const payeeKey = ({ payee }: PaymentPayload): string => `payee:${accountKey(payee.account)}`;
const payeeDayKey = (payment: PaymentPayload): string =>
  `payee-day:${accountKey(payment.payee.account)}:${payment.requestedExecutionDate}`;
const debtorDayKey = ({ debtor, requestedExecutionDate }: PaymentPayload): string =>
  `debtor-day:${accountKey(debtor.account)}:${requestedExecutionDate}`;
const idKeys = ({ endToEndId, lines = [] }: PaymentPayload): readonly string[] =>
  [endToEndId, ...lines.map((line) => line.endToEndId)].map((id) => `end-to-end:${id}`);

/** By payee, by payee and day, by the account that pays and day, and by every end-to-end id. */
export const paymentKeys = (payment: PaymentPayload): readonly string[] => [
  payeeKey(payment),
  payeeDayKey(payment),
  debtorDayKey(payment),
  ...idKeys(payment),
];

/** What a policy reads as `findings` when nothing speaks against the payment. Sums are in the payment's currency. */
export const noPaymentFindings = {
  /** Nothing was paid to this account in a year. */
  firstPayment: false,
  /** The payee's bank details were changed in the last days (`payeeChangeDays`). */
  payeeChangedRecently: false,
  /** What this payee is paid on the same day beside this payment, and what the account pays, as decimals. */
  paidToPayeeToday: "0",
  paidToday: "0",
  overPayeeLimit: false,
  overDayLimit: false,
  /** The tenant has set no limit for the currency. */
  limitUnknown: false,
  /** Another payment has the id, or one of the ids of the batch. */
  duplicateEndToEndId: false,
  /** More than the tenant leaves to one checker. */
  twoCheckers: false,
  /** The day on which the bank carries it out, as things stand, and why it is not the day that was asked for. */
  valueDate: "",
  valueDateMoved: "",
  /** The screening of the payee found a name on a list. */
  payeeHit: false,
  /** What the checks before the release were made for. */
  checkedFor: null as CheckedFor | null,
} satisfies Findings;

export type CheckedFor = {
  /** SHA-256 of payee, payer and day. */
  readonly digest: string;
  readonly total: Money;
};

type Spent = {
  readonly paidToPayeeToday: string;
  readonly paidToday: string;
  readonly overPayeeLimit: boolean;
  readonly overDayLimit: boolean;
  readonly limitUnknown: boolean;
};

type Counts = (past: PastRequest) => boolean;

/** Paid, or about to be. A run that failed may have paid. */
const isPaid: Counts = ({ status, run }) => status === "approved" && run !== "compensated";
/** One that may still be paid counts as if it were. */
const mayBePaid: Counts = (past) => past.status === "pending" || isPaid(past);

const sumOf = (currency: string, past: readonly PastRequest[]): Money =>
  sumMoney(
    past.flatMap(({ amount }) => (amount?.currency === currency ? [amount] : [])),
    currency,
  );

const isOver = (paid: Money, total: Money, limit: Money | null): boolean =>
  limit !== null && compareMoney(addMoney(paid, total), limit) > 0;

/** Pure: what is spent on the day that the payment was asked for, by those that count, and whether it fits the limits. */
const spentOf = (payment: PaymentPayload, { past, settings }: KindFacts, counts: Counts): Spent => {
  const { perPayeePerDay, perDay } = settings as PaymentSettings;
  const { total } = payment;
  const { currency } = total;
  const of = (key: string): Money =>
    sumOf(
      currency,
      past.filter((one) => one.key === key && counts(one)),
    );
  const paidToPayee = of(payeeDayKey(payment));
  const paid = of(debtorDayKey(payment));
  const payeeLimit = sumFor(perPayeePerDay, currency);
  const dayLimit = sumFor(perDay, currency);
  return {
    paidToPayeeToday: paidToPayee.amount,
    paidToday: paid.amount,
    overPayeeLimit: isOver(paidToPayee, total, payeeLimit),
    overDayLimit: isOver(paid, total, dayLimit),
    limitUnknown: payeeLimit === null || dayLimit === null,
  };
};

/** Pure: the limits as they stand right before the release. Payments that nobody has approved yet do not count. */
export const spentByNow = (payment: PaymentPayload, facts: KindFacts): Spent =>
  spentOf(payment, facts, isPaid);

const isChangedRecently = ({ payee }: PaymentPayload, { now, settings }: KindFacts): boolean => {
  const { bankTimeZone, payeeChangeDays } = settings as PaymentSettings;
  return (
    payee.changedOn !== undefined &&
    bankDay(now, bankTimeZone).since(payee.changedOn).total({ unit: "days" }) <= payeeChangeDays
  );
};

const needsTwoCheckers = ({ total }: PaymentPayload, { dualControlAbove }: PaymentSettings): boolean => {
  const above = sumFor(dualControlAbove, total.currency);
  return above === null || compareMoney(total, above) > 0;
};

/** Pure: what is known of a payment when it is asked for; by what the tenant was asked to pay in the last year. */
export const findPayment = (payment: PaymentPayload, facts: KindFacts): Findings => {
  const settings = facts.settings as PaymentSettings;
  const { valueDate, moved } = bankWindow(payment.requestedExecutionDate, facts.now, settings);
  const ids = new Set(idKeys(payment));
  return {
    firstPayment: !facts.past.some((one) => one.key === payeeKey(payment) && isPaid(one)),
    payeeChangedRecently: isChangedRecently(payment, facts),
    ...spentOf(payment, facts, mayBePaid),
    duplicateEndToEndId: facts.past.some((one) => ids.has(one.key) && mayBePaid(one)),
    twoCheckers: needsTwoCheckers(payment, settings),
    valueDate,
    valueDateMoved: moved,
  };
};

/** Pure: what is wrong with a payment beside what is known. A day that is over is none: the bank takes the next one. */
export const checkPaymentFacts = (
  { requestedExecutionDate }: PaymentPayload,
  { now, settings }: KindFacts,
): readonly FieldError[] => {
  const today = bankDay(now, (settings as PaymentSettings).bankTimeZone);
  return today.until(requestedExecutionDate).total({ unit: "days" }) > aheadMaxDays
    ? [{ pointer: "/requestedExecutionDate", message: `must be at most ${aheadMaxDays} days from now` }]
    : [];
};
