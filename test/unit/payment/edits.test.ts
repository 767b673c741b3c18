import fc from "fast-check";
import { expect, test } from "vitest";
import { sumMoney } from "../../../services/money/arithmetic.ts";
import { fateOfPaymentEdit } from "../../../workflows/payment/fate-of-edit.ts";
import type { PaymentLine, PaymentPayload } from "../../../workflows/payment/payload.ts";
import { holds } from "../property.ts";
import { batch, eur, single } from "./payments.ts";

const [first, second] = batch.lines as [PaymentLine, PaymentLine];

test("a batch that loses a line keeps its approvals", () => {
  expect(fateOfPaymentEdit(batch, { ...batch, lines: [second], total: eur("250.00") })).toBe("keep");
});

test.each<[string, Partial<PaymentPayload>]>([
  ["another line", { lines: [first, { ...second, endToEndId: "INV-9999" }] }],
  ["another sum of a line", { lines: [{ ...first, amount: eur("999.00") }], total: eur("999.00") }],
  ["another text of a line", { lines: [{ ...first, remittance: "Other" }], total: eur("1000.00") }],
  ["lines in another order", { lines: [second, first] }],
  ["another account", { payee: { ...batch.payee, account: single.payee.account } }],
  ["another date of change", { payee: { ...batch.payee, changedOn: "2020-01-01" } }],
  ["another payer", { debtor: single.debtor }],
  ["another day", { requestedExecutionDate: "2026-01-20" }],
  ["another text", { remittance: "Other" }],
  [
    "a lost line and another day",
    { lines: [first], total: eur("1000.00"), requestedExecutionDate: "2026-01-20" },
  ],
])("%s is approved anew", (_what, change) => {
  expect(fateOfPaymentEdit(batch, { ...batch, ...change })).toBe("reapprove");
});

test("a payment without lines that gets less is approved anew", () => {
  const less = { ...single, total: { amount: "8399.99", currency: "USD" } };
  expect(fateOfPaymentEdit(single, less)).toBe("reapprove");
});

test("a batch that becomes one payment is approved anew", () => {
  const { lines: _lines, ...one } = batch;
  expect(fateOfPaymentEdit(batch, { ...one, total: eur("1.00") })).toBe("reapprove");
});

test("the same payment under another title keeps its approvals", () => {
  expect(fateOfPaymentEdit(batch, structuredClone(batch))).toBe("keep");
});

test("a payment keeps its id", () => {
  expect(fateOfPaymentEdit(batch, { ...batch, endToEndId: "OTHER" })).toMatchObject({
    pointer: "/endToEndId",
  });
});

test("whatever lines are left out, approvals are kept; put back, they are not", () => {
  const lines = Array.from({ length: 12 }, (_, index) => ({
    endToEndId: `L${index}`,
    amount: eur(`${index + 1}.37`),
    remittance: "Invoice",
  }));
  const of = (chosen: typeof lines) => ({
    ...batch,
    lines: chosen,
    total: sumMoney(
      chosen.map(({ amount }) => amount),
      "EUR",
    ),
  });
  holds(
    fc.property(fc.subarray(lines, { minLength: 1, maxLength: 11 }), (kept) => {
      expect(fateOfPaymentEdit(of(lines), of(kept))).toBe("keep");
      expect(fateOfPaymentEdit(of(kept), of(lines))).toBe("reapprove");
    }),
  );
});
