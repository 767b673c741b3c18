import { expect, test } from "vitest";
import { orderExamples } from "../../../workflows/order/examples.ts";
import { fateOfOrderEdit as fateOf } from "../../../workflows/order/fate-of-edit.ts";
import { checkOrder, type OrderPayload } from "../../../workflows/order/payload.ts";
import { orderRevisions } from "../../../workflows/order/revisions.ts";

const order = orderExamples[0] as OrderPayload;
const fateOfOrderEdit = (before: OrderPayload, after: OrderPayload) =>
  fateOf(before, after, "pending", { by: "person", isUnderWay: false });
const usd = (amount: string) => ({ amount, currency: "USD" });
const [first, second] = order.lines as [OrderPayload["lines"][number], OrderPayload["lines"][number]];

test.each([
  ["falls", "keep", { total: usd("1.00") }],
  ["rises by 2 %", "keep", { total: usd("249.90") }],
  ["rises by a cent more", "reapprove", { total: usd("249.91") }],
] as const)("an order whose total %s: %s", (_what, fate, change) => {
  expect(fateOfOrderEdit(order, { ...order, ...change })).toBe(fate);
});

test("another article, customer or address is approved anew", () => {
  const article = { ...order, lines: [first, { ...second, sku: "NW-077" }] };
  const customer = { ...order, customer: { ...order.customer, id: "ALFKI" } };
  const address = { ...order, shipTo: { ...order.shipTo, city: "Portland" } };
  expect([article, customer, address].map((after) => fateOfOrderEdit(order, after))).toEqual([
    "reapprove",
    "reapprove",
    "reapprove",
  ]);
});

test("an address with its fields in another order is the same: what is stored is canonical", () => {
  const shipTo = Object.fromEntries(Object.entries(order.shipTo).toReversed()) as OrderPayload["shipTo"];
  expect(fateOfOrderEdit({ ...order, shipTo }, order)).toBe("keep");
});

test("an order keeps its number", () => {
  expect(fateOfOrderEdit(order, { ...order, orderNumber: "PO-2" })).toMatchObject({
    pointer: "/orderNumber",
  });
});

test("once it is approved, the run alone changes an order", () => {
  const dearer = { ...order, total: usd("999.00") };
  expect(fateOf(order, dearer, "approved", { by: "person", isUnderWay: true })).toMatchObject({
    refused: "The order is being carried out: withdraw it, and order anew.",
  });
  expect(fateOf(order, dearer, "approved", { by: "run", isUnderWay: true })).toBe("reapprove");
});

const asInStock = (result: Record<string, unknown>): OrderPayload | null =>
  orderRevisions["as-in-stock"].revise(
    { payload: order, requester: { email: "", name: "" }, findings: {}, settings: {} },
    () => ({ id: "tsk_1", result }),
  );

test("what is missing in stock leaves the order, which adds up again", () => {
  const revised = asInStock({
    shortages: [
      { sku: first.sku, missing: 2 },
      { sku: second.sku, missing: 10 },
    ],
  });
  expect(revised).toMatchObject({
    lines: [{ sku: first.sku, quantity: 10, lineTotal: usd("122.50") }],
    total: usd("122.50"),
  });
  expect(revised === null ? [] : checkOrder(revised)).toEqual([]);
});

test("prices that the stock asks for by now go into the order", () => {
  const revised = asInStock({ prices: [{ sku: second.sku, unitPrice: usd("10.00") }] });
  expect(revised).toMatchObject({ total: usd("247.00") });
  expect(revised === null ? null : fateOfOrderEdit(order, revised)).toBe("keep");
});

test("a price in another currency is none for the order", () => {
  const eur = { amount: "10.00", currency: "EUR" };
  expect(asInStock({ prices: [{ sku: second.sku, unitPrice: eur }] })).toEqual(order);
});

test.each([
  {},
  { shortages: "some" },
  {
    shortages: [
      { sku: "NW-011", missing: 12 },
      { sku: "NW-042", missing: 10 },
    ],
  },
])("an order that would be empty, or an answer that makes no sense, changes nothing: %o", (result) => {
  const revised = asInStock(result);
  expect(revised === null || revised.total.amount === order.total.amount).toBe(true);
});
