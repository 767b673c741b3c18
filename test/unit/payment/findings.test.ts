import { describe, expect, test } from "vitest";
import type { PastRequest } from "../../../services/kinds/model.ts";
import {
  checkPaymentFacts,
  findPayment,
  noPaymentFindings,
  paymentKeys,
  spentByNow,
} from "../../../workflows/payment/findings.ts";
import { checkedForOf, stillHolds } from "../../../workflows/payment/checked-for.ts";
import { batch, eur, factsOf, monday, single } from "./payments.ts";

const [payee = "", payeeDay = "", debtorDay = "", ownId = "", lineId = ""] = paymentKeys(batch);
const settled = { ...batch, payee: { ...batch.payee, changedOn: "2025-06-01" } };

const earlier = (key: string, more: Partial<PastRequest> = {}): PastRequest => ({
  id: "req_1",
  status: "approved",
  run: "completed",
  key,
  amount: eur("1000.00"),
  requesterEmail: "ann@acme.example",
  createdAt: monday,
  ...more,
});

test("a payment like those before it has nothing against it", () => {
  expect(findPayment(settled, factsOf([earlier(payee)]))).toEqual({
    ...noPaymentFindings,
    paidToPayeeToday: "0.00",
    paidToday: "0.00",
    valueDate: "2026-01-19",
    payeeHit: undefined,
    checkedFor: undefined,
  });
});

describe("the first payment to an account", () => {
  test.each([
    ["nothing was asked for before", [], true],
    ["one was paid", [earlier(payee)], false],
    ["one waits for its approval", [earlier(payee, { status: "pending", run: "waiting" })], true],
    ["one was rejected", [earlier(payee, { status: "rejected" })], true],
    ["one was undone", [earlier(payee, { run: "compensated" })], true],
  ])("when %s: %s", (_when, past, firstPayment) => {
    expect(findPayment(settled, factsOf(past))).toMatchObject({ firstPayment });
  });
});

test.each([
  ["2026-01-12", true],
  ["2026-01-11", false],
  ["2026-01-20", true],
])("bank details changed on %s, a week before or less: %s", (changedOn, payeeChangedRecently) => {
  const changed = { ...batch, payee: { ...batch.payee, changedOn } };
  expect(findPayment(changed, factsOf())).toMatchObject({ payeeChangedRecently });
});

describe("limits", () => {
  const limits = { perPayeePerDay: [eur("2250.00")], perDay: [eur("3250.00")] };
  test.each([
    ["just fit", [earlier(payeeDay), earlier(debtorDay)], false, false],
    ["are passed by a cent to the payee", [earlier(payeeDay, { amount: eur("1000.01") })], true, false],
    ["are passed on the day", [earlier(debtorDay, { amount: eur("2000.01") })], false, true],
    [
      "do not count what was withdrawn",
      [earlier(payeeDay, { status: "withdrawn", run: "canceled" }), earlier(payeeDay)],
      false,
      false,
    ],
    [
      "do not count what was undone",
      [earlier(payeeDay, { run: "compensated" }), earlier(payeeDay)],
      false,
      false,
    ],
    ["count what may have been paid", [earlier(payeeDay, { run: "failed" }), earlier(payeeDay)], true, false],
    [
      "count what waits",
      [earlier(payeeDay, { status: "pending", run: "waiting" }), earlier(payeeDay)],
      true,
      false,
    ],
    [
      "do not add up currencies",
      [earlier(payeeDay, { amount: { amount: "5000.00", currency: "USD" } })],
      false,
      false,
    ],
  ])("%s", (_what, past, overPayeeLimit, overDayLimit) => {
    expect(findPayment(batch, factsOf(past, limits))).toMatchObject({ overPayeeLimit, overDayLimit });
  });

  test("right before the release, what nobody has approved does not count", () => {
    const past = [earlier(payeeDay, { status: "pending", run: "waiting" }), earlier(payeeDay)];
    expect(spentByNow(batch, factsOf(past, limits))).toMatchObject({
      overPayeeLimit: false,
      paidToPayeeToday: "1000.00",
    });
  });

  test("a currency without a limit is said to be so", () => {
    expect(findPayment(single, factsOf([], limits))).toMatchObject({
      limitUnknown: true,
      overPayeeLimit: false,
      overDayLimit: false,
    });
  });
});

test.each([
  ["50000.00", "EUR", false],
  ["50000.01", "EUR", true],
  ["1", "JPY", true],
])("%s %s needs two checkers: %s", (amount, currency, twoCheckers) => {
  const payment = { ...single, total: { amount, currency } };
  expect(findPayment(payment, factsOf())).toMatchObject({ twoCheckers });
});

test.each([
  ["its own id", ownId, {}, true],
  ["the id of a line", lineId, {}, true],
  ["an id that was rejected", ownId, { status: "rejected" }, false],
  ["an id that was undone", ownId, { run: "compensated" }, false],
] as const)("%s among earlier payments", (_what, key, more, duplicateEndToEndId) => {
  expect(findPayment(batch, factsOf([earlier(key, more)]))).toMatchObject({ duplicateEndToEndId });
});

test("a day that is too far ahead is refused, one that is over is not", () => {
  const on = (requestedExecutionDate: string) =>
    checkPaymentFacts({ ...batch, requestedExecutionDate }, factsOf());
  expect(on("2026-07-18")).toEqual([]);
  expect(on("2026-07-19")).toMatchObject([{ pointer: "/requestedExecutionDate" }]);
  expect(on("2026-01-02")).toEqual([]);
});

test("checks hold for less of the same, and for nothing else", () => {
  const checked = checkedForOf(batch);
  expect([
    stillHolds(checked, batch),
    stillHolds(checked, { ...batch, total: eur("1000.00") }),
    stillHolds(checked, { ...batch, total: eur("1250.01") }),
    stillHolds(checked, { ...batch, payee: single.payee }),
    stillHolds(checked, { ...batch, payee: { ...batch.payee, name: "Somebody" } }),
    stillHolds(checked, { ...batch, debtor: single.debtor }),
    stillHolds(checked, { ...batch, requestedExecutionDate: "2026-01-20" }),
    stillHolds(null, batch),
  ]).toEqual([true, true, false, false, false, false, false, false]);
});
