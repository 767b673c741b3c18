import { expect, test } from "vitest";
import type { KindFacts, PastRequest } from "../../../services/kinds/model.ts";
import { orderExamples } from "../../../workflows/order/examples.ts";
import type { OrderPayload } from "../../../workflows/order/payload.ts";
import { assessOrder, checkOrderFacts, noOrderFindings, orderKeys } from "../../../workflows/order/risk.ts";
import { orderSettingsSchema } from "../../../workflows/order/settings.ts";

const now = new Date("2026-02-10T12:00:00Z");
const order: OrderPayload = {
  ...(orderExamples[0] as OrderPayload),
  orderDate: "2026-02-01",
  requiredDate: "2026-03-01",
};
const [numberKey = "", customerKey = ""] = orderKeys(order);
const usd = (amount: string) => ({ amount, currency: "USD" });

const earlier = (more: Partial<PastRequest>): PastRequest => ({
  id: "req_1",
  status: "approved",
  key: customerKey,
  amount: usd("245.00"),
  requesterEmail: "ann@acme.example",
  createdAt: new Date("2026-01-20T12:00:00Z"),
  run: "completed",
  ...more,
});
const facts = (past: readonly PastRequest[], settings: object = {}): KindFacts => ({
  now,
  past,
  settings: orderSettingsSchema.parse(settings),
  before: null,
});

test("an order like those before it has no risk", () => {
  expect(assessOrder(order, facts([earlier({})]))).toEqual(noOrderFindings);
});

const nextDay = { ...order, requiredDate: "2026-02-02" };
const large = { ...order, total: usd("750.00") };

test.each([
  ["its number was used before", order, [earlier({}), earlier({ key: numberKey })], ["duplicate", 60]],
  ["it is the customer's first", order, [], ["firstOrder", 15]],
  ["it is more than three times the usual", large, [earlier({})], ["farAboveUsual", 25]],
  ["it is wanted the next day", nextDay, [earlier({})], ["rush", 10]],
] as const)("an order is riskier when %s", (_what, payload, past, [reason, riskScore]) => {
  expect(assessOrder(payload, facts(past))).toMatchObject({ riskScore, riskReasons: [reason] });
});

test.each(["rejected", "withdrawn", "canceled", "expired"] as const)(
  "an order of the same number that was %s is no duplicate",
  (status) => {
    const past = [earlier({}), earlier({ key: numberKey, status })];
    expect(assessOrder(order, facts(past))).toMatchObject({ duplicates: 0, riskScore: 0 });
  },
);

test("the risk never goes beyond a hundred", () => {
  const worst = {
    ...order,
    requiredDate: order.orderDate,
    total: usd("9999.00"),
    lines: order.lines.map((line) => ({ ...line, discountPercent: 30 })),
  };
  const past = [earlier({}), earlier({ key: numberKey })];
  expect(assessOrder(worst, facts(past))).toMatchObject({ riskScore: 100 });
});

test("prices older than the tenant allows are refused, and told how old they are", () => {
  const dated = { ...order, pricesAsOf: "2026-01-01" };
  expect(checkOrderFacts(dated, facts([]))).toEqual([
    { pointer: "/pricesAsOf", message: "are 40 days old; at most 30 are allowed: send current prices" },
  ]);
  expect(checkOrderFacts(dated, facts([], { priceMaxAgeDays: 60 }))).toEqual([]);
});

test("a duplicate is refused only where the tenant wants it so", () => {
  const past = [earlier({ key: numberKey })];
  expect(checkOrderFacts(order, facts(past))).toEqual([]);
  expect(checkOrderFacts(order, facts(past, { refuseDuplicates: true }))).toMatchObject([
    { pointer: "/orderNumber" },
  ]);
});
