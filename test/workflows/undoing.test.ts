import { expect, test } from "vitest";
import { undoingFaults } from "./support/checks.ts";
import type { LedgerEntry } from "./support/sandbox-door.ts";
import type { Undoing } from "./support/scenario.ts";

const undoings: readonly Undoing[] = [
  { effect: "stock.reserve", undoneBy: "stock.release" },
  { effect: "payment.authorize", undoneBy: "payment.void", coveredBy: "payment.capture" },
  { effect: "payment.capture", undoneBy: "payment.refund" },
  { effect: "shipping.create", undoneBy: null },
];

/** "payment.capture 10.00" */
const entries = (...lines: readonly string[]): LedgerEntry[] =>
  lines.map((line, index) => {
    const [type = "", amount] = line.split(" ");
    const about = { tenantId: "ten_1", requestId: "req_1", taskId: `tsk_${index}`, reference: "PO-1" };
    const entry = { ...about, id: String(index), at: "2026-01-01T00:00:00.000Z", type, detail: {} };
    return amount === undefined ? entry : { ...entry, amount: { amount, currency: "USD" } };
  });

const faults = (run: string, ...lines: readonly string[]) => undoingFaults(entries(...lines), undoings, run);

test("what was done is undone once, the newest first, and a refund stands for the hold", () => {
  expect(faults("compensated", "stock.reserve", "stock.release")).toEqual([]);
  const held = ["stock.reserve", "payment.authorize 10.00"];
  expect(faults("compensated", ...held, "payment.void 10.00", "stock.release")).toEqual([]);
  const taken = [...held, "payment.capture 10.00"];
  expect(faults("compensated", ...taken, "payment.refund 10.00", "stock.release")).toEqual([]);
  expect(faults("completed", ...taken, "shipping.create")).toEqual([]);
});

test("what is left out, doubled, out of order or of another amount is found", () => {
  const held = ["stock.reserve", "payment.authorize 10.00"];
  expect(faults("compensated", ...held, "stock.release")).toEqual([
    "undone: stock.release; to undo: payment.void 10.00 USD, stock.release",
  ]);
  expect(faults("compensated", ...held, "stock.release", "payment.void 10.00")).toHaveLength(1);
  expect(faults("compensated", ...held, "payment.void 9.99", "stock.release")).toHaveLength(1);
  expect(faults("compensated", "stock.reserve", "stock.release", "stock.release")).toHaveLength(1);
});

test("nothing is undone without a reason, and nothing compensated that nothing undoes", () => {
  expect(faults("completed", "stock.reserve", "stock.release")).toEqual([
    "undone without a reason: stock.release",
  ]);
  expect(faults("compensated", "shipping.create")).toEqual([
    "compensated although nothing undoes shipping.create",
  ]);
});
