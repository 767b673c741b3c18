import { expect, test } from "vitest";
import { endOf, type Fate } from "../../support/campaign/fate.ts";
import { carriedOutOf, type LedgerEntry, ledgerDifferences, netOf } from "../../support/campaign/ledger.ts";
import { planOrders } from "../../support/campaign/order-fates.ts";
import { readOrders } from "../../support/orders.ts";

/** One that goes well: the first of the plan is declined by the bank. */
const fate = planOrders(readOrders(8)).find(
  ({ steps, ends }) => ends.run === "completed" && steps.length > 0,
) as Fate;
const amount = fate.steps.find(({ deed }) => deed?.amount !== undefined)?.deed?.amount;

const entries = (...types: readonly string[]): LedgerEntry[] =>
  types.map((type, index) => ({
    type,
    taskId: `tsk_${index}`,
    reference: fate.number,
    ...(type.startsWith("payment.") && amount !== undefined ? { amount } : {}),
  }));
const shipped = entries("stock.reserve", "payment.authorize", "payment.capture", "shipping.create");
const all = new Map<string, string>();

test("books that show what was to be done differ in nothing", () => {
  expect(ledgerDifferences(shipped, [fate], all)).toEqual([]);
  expect(netOf(shipped, "payment.capture", "payment.refund")).toBe(
    carriedOutOf([fate], all, "payment.capture"),
  );
});

test("a cent, an entry and a stranger are found", () => {
  const oneCentMore = { amount: `${String(amount?.amount).slice(0, -1)}9`, currency: "USD" };
  const wrong = shipped.map((one) => (one.amount === undefined ? one : { ...one, amount: oneCentMore }));
  expect(ledgerDifferences(wrong, [fate], all)).toHaveLength(1);
  expect(ledgerDifferences(shipped.slice(1), [fate], all)).toHaveLength(1);
  expect(ledgerDifferences([...shipped, ...entries("stock.reserve")], [fate], all)).toHaveLength(1);
  expect(ledgerDifferences(shipped, [], all)).toHaveLength(shipped.length);
});

test("what was done before a step that could not be is undone, and a refund stands for the hold", () => {
  const { request, run, books } = endOf(fate, new Map([[fate.number, "create-shipment"]]));
  expect([request, run]).toEqual(["approved", "compensated"]);
  expect(books.map((line) => line.split(" ")[0])).toEqual([
    "stock.reserve",
    "payment.authorize",
    "payment.capture",
    "payment.refund",
    "stock.release",
  ]);
  const held = endOf(fate, new Map([[fate.number, "capture-payment"]])).books;
  expect(held.map((line) => line.split(" ")[0]).slice(2)).toEqual(["payment.void", "stock.release"]);
});
