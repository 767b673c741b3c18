import type {
  Findings,
  ReviewContent,
  ReviewFact,
  ReviewTable,
  ReviewTotal,
} from "../../services/kinds/model.ts";
import { addMoney } from "../../services/money/arithmetic.ts";
import { formatMoney } from "../../services/money/format.ts";
import type { OrderPayload } from "./payload.ts";

/** A first order alone is nothing to mention. */
const shownFromScore = 20;

/** What an approver sees of an order. The total is what they approve; freight stands beside it. */
export const describeOrder = (order: OrderPayload, findings: Findings): ReviewContent => ({
  facts: [...facts(order), ...risk(findings)],
  tables: [linesTable(order)],
  totals: totals(order),
});

const facts = ({ orderNumber, orderDate, requiredDate, customer, shipTo }: OrderPayload): ReviewFact[] => [
  { label: "Order number", value: orderNumber },
  { label: "Customer", value: `${customer.name} (${customer.id})` },
  { label: "Contact", value: customer.contact },
  { label: "Ship to", value: address(shipTo) },
  { label: "Ordered", value: orderDate },
  { label: "Required by", value: requiredDate },
];

const riskTexts: Readonly<Record<string, string>> = {
  duplicate: "this order number was used in the last 90 days",
  firstOrder: "the customer's first order in 90 days",
  farAboveUsual: "more than three times the customer's average",
  rush: "required within two days",
  deepDiscount: "a discount of 25% or more",
};

/** Said only where something speaks against the order. */
const risk = ({ riskScore, riskReasons }: Findings): ReviewFact[] => {
  const reasons = Array.isArray(riskReasons)
    ? riskReasons.map((reason) => riskTexts[String(reason)] ?? "")
    : [];
  return typeof riskScore === "number" && riskScore >= shownFromScore
    ? [{ label: "Risk", value: `${riskScore} of 100: ${reasons.join("; ")}` }]
    : [];
};

const address = ({ name, street, city, region, postalCode, country }: OrderPayload["shipTo"]): string =>
  [name, street, city, region, postalCode, country].filter((part) => part !== null).join(", ");

const linesTable = ({ lines }: OrderPayload): ReviewTable => ({
  title: "Lines",
  columns: [
    { label: "Item", align: "start" },
    { label: "Description", align: "start" },
    { label: "Quantity", align: "end" },
    { label: "Unit price", align: "end" },
    { label: "Discount", align: "end" },
    { label: "Total", align: "end" },
  ],
  rows: lines.map((line) => [
    line.sku,
    line.description,
    String(line.quantity),
    formatMoney(line.unitPrice),
    line.discountPercent === 0 ? "none" : `${line.discountPercent}%`,
    formatMoney(line.lineTotal),
  ]),
});

const totals = ({ total, freight }: OrderPayload): ReviewTotal[] => [
  { label: "Total", value: formatMoney(total), strong: true },
  { label: "Freight", value: formatMoney(freight) },
  { label: "Total with freight", value: formatMoney(addMoney(total, freight)) },
];
