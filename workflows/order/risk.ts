import type { FieldError, Findings, KindFacts, PastRequest } from "../../services/kinds/model.ts";
import { averageMoney, compareMoney, percentOfMoney } from "../../services/money/arithmetic.ts";
import type { Money } from "../../services/money/model.ts";
import type { OrderPayload } from "./payload.ts";
import type { OrderSettings } from "./settings.ts";

const millisecondsPerDay = 86_400_000;
/** Points of a hundred; a policy adds its review from a sum on, usually 60. */
const points = { duplicate: 60, firstOrder: 15, farAboveUsual: 25, rush: 10, deepDiscount: 15 } as const;
/** An order is far above the usual when it is more than this much of the customer's average of 90 days. */
const farAboveUsualPercent = 300;
const scoreMax = 100;
const rushDays = 2;
const deepDiscountPercent = 25;

const numberKey = ({ orderNumber }: OrderPayload): string => `order:${orderNumber}`;
const customerKey = ({ customer }: OrderPayload): string => `customer:${customer.id}`;

/** By number and by customer. */
export const orderKeys = (order: OrderPayload): readonly string[] => [numberKey(order), customerKey(order)];

/** What a policy reads as `findings` when nothing speaks against the order. */
export const noOrderFindings: Findings = { riskScore: 0, riskReasons: [], duplicates: 0, priceAgeDays: 0 };

/** One that was turned down or taken back does not stand in the way of another. */
const counts = ({ status }: PastRequest): boolean => status === "pending" || status === "approved";

const duplicatesOf = (order: OrderPayload, { past }: KindFacts): number =>
  past.filter((one) => one.key === numberKey(order) && counts(one)).length;

const daysBetween = (from: string, to: number): number =>
  Math.floor((to - Date.parse(from)) / millisecondsPerDay);

const priceAgeDays = ({ pricesAsOf }: OrderPayload, { now }: KindFacts): number =>
  pricesAsOf === undefined ? 0 : daysBetween(pricesAsOf, now.getTime());

/**
 * Pure: what stands in an order's way by what is known. What its run has put into it stands in nobody's: by then it was
 * asked for in time, and its prices are those of the stock.
 */
export const checkOrderFacts = (order: OrderPayload, facts: KindFacts): readonly FieldError[] => {
  if (facts.before?.by === "run") {
    return [];
  }
  const { priceMaxAgeDays, refuseDuplicates } = facts.settings as OrderSettings;
  const age = priceAgeDays(order, facts);
  return [
    ...(age > priceMaxAgeDays
      ? [
          {
            pointer: "/pricesAsOf",
            message: `are ${age} days old; at most ${priceMaxAgeDays} are allowed: send current prices`,
          },
        ]
      : []),
    ...(refuseDuplicates && duplicatesOf(order, facts) > 0
      ? [{ pointer: "/orderNumber", message: "was ordered in the last 90 days" }]
      : []),
  ];
};

const isFarAboveUsual = (total: Money, past: readonly PastRequest[]): boolean => {
  const amounts = past.flatMap(({ amount }) => (amount?.currency === total.currency ? [amount] : []));
  const usual = averageMoney(amounts);
  return usual !== null && compareMoney(total, percentOfMoney(usual, farAboveUsualPercent)) > 0;
};

/** Pure: the risk of an order in points, with the reasons; by what the tenant has seen of order and customer in 90 days. */
export const assessOrder = (order: OrderPayload, facts: KindFacts): Findings => {
  const ofCustomer = facts.past.filter((one) => one.key === customerKey(order) && counts(one));
  const duplicates = duplicatesOf(order, facts);
  const reasons: readonly (readonly [keyof typeof points, boolean])[] = [
    ["duplicate", duplicates > 0],
    ["firstOrder", ofCustomer.length === 0],
    ["farAboveUsual", isFarAboveUsual(order.total, ofCustomer)],
    ["rush", daysBetween(order.orderDate, Date.parse(order.requiredDate)) <= rushDays],
    ["deepDiscount", order.lines.some(({ discountPercent }) => discountPercent >= deepDiscountPercent)],
  ];
  const found = reasons.flatMap(([reason, isSo]) => (isSo ? [reason] : []));
  return {
    riskScore: Math.min(
      scoreMax,
      found.reduce((sum, reason) => sum + points[reason], 0),
    ),
    riskReasons: found,
    duplicates,
    priceAgeDays: priceAgeDays(order, facts),
  };
};
