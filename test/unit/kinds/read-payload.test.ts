import { expect, test } from "vitest";
import { fieldErrors, pointerOf } from "../../../services/kinds/pointer.ts";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { requestInputSchema } from "../../../services/requests/model.ts";
import { kind as orderKind } from "../../../workflows/order/contract.ts";
import { realOrder, realOrders } from "../orders.ts";

const order = realOrder("NW-10250");
const errorsOf = (payload: unknown) => {
  const reading = readPayload(orderKind, payload);
  return reading.ok ? [] : reading.errors;
};

test("every real order is read unchanged, and its total is the request's amount", () => {
  for (const payload of realOrders())
    expect(readPayload(orderKind, payload)).toMatchObject({ ok: true, payload, amount: payload.total });
});

test("a wrong line total is named with what it should be", () => {
  const [first, second, third] = order.lines;
  const wrong = { ...third, lineTotal: { amount: "214.21", currency: "USD" } };
  expect(errorsOf({ ...order, lines: [first, second, wrong] })).toEqual([
    { pointer: "/lines/2/lineTotal/amount", message: "must be 214.20, not 214.21" },
  ]);
});

test("a total that includes freight is refused", () => {
  expect(errorsOf({ ...order, total: { amount: "1618.43", currency: "USD" } })).toEqual([
    { pointer: "/total/amount", message: "must be 1552.60, not 1618.43" },
  ]);
});

test("a second currency is named where it stands", () => {
  expect(errorsOf({ ...order, freight: { amount: "65.83", currency: "EUR" } })).toEqual([
    { pointer: "/freight/currency", message: "must be USD, the currency of the total" },
  ]);
});

test("unknown fields are reported at the field, escaped as RFC 6901 asks", () => {
  expect(errorsOf({ ...order, "a/b~": 1 })).toEqual([
    { pointer: "/a~1b~0", message: "is not a known field" },
  ]);
  expect(pointerOf([])).toBe("");
});

test.each([
  ["a quantity of zero", { quantity: 0 }, "/lines/0/quantity"],
  ["half a piece", { quantity: 0.5 }, "/lines/0/quantity"],
  ["a discount above 100", { discountPercent: 101 }, "/lines/0/discountPercent"],
  ["a NUL character", { description: "a\u0000b" }, "/lines/0/description"],
  ["half a surrogate pair", { sku: "\ud800" }, "/lines/0/sku"],
  ["a negative price", { unitPrice: { amount: "-1.00", currency: "USD" } }, "/lines/0/unitPrice/amount"],
])("%s is refused at its field", (_, change, pointer) => {
  const errors = errorsOf({ ...order, lines: [{ ...order.lines[0], ...change }] });
  expect(errors.map((error) => error.pointer)).toEqual([pointer]);
});

test.each([null, [], "order", 1, {}, { ...order, lines: [] }])("%j is no order", (payload) => {
  expect(errorsOf(payload).length).toBeGreaterThan(0);
});

test("the approver sees who gets what, line by line, and freight apart", () => {
  const { facts, tables, totals } = orderKind.describe(order, {});
  expect(facts).toContainEqual({
    label: "Ship to",
    value: "Hanari Carnes, Rua do Paço, 67, Rio de Janeiro, RJ, 05454-876, Brazil",
  });
  expect(tables[0]?.rows[1]).toEqual([
    "NW-051",
    "Manjimup Dried Apples",
    "35",
    "42.40 USD",
    "15%",
    "1,261.40 USD",
  ]);
  expect(totals).toEqual([
    { label: "Total", value: "1,552.60 USD", strong: true },
    { label: "Freight", value: "65.83 USD" },
    { label: "Total with freight", value: "1,618.43 USD" },
  ]);
});

test("a fault inside one form of a union is reported inside it", () => {
  const input = { kind: "order", title: "t", requester: { email: "nobody" }, payload: {} };
  const parsed = requestInputSchema.safeParse(input);
  expect(parsed.error && fieldErrors(parsed.error).map(({ pointer }) => pointer)).toEqual([
    "/requester/email",
  ]);
  const without = requestInputSchema.safeParse({ ...input, requester: {} });
  expect(without.error && fieldErrors(without.error)).toEqual([
    { pointer: "/requester", message: 'must be { "email", "name"? } or { "memberId" }' },
  ]);
});
