import fc from "fast-check";
import { expect, test } from "vitest";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { kind } from "../../../workflows/payment/contract.ts";
import { fromMinorUnits } from "../../../services/money/minor-units.ts";
import { holds } from "../property.ts";
import { batch, eur, single } from "./payments.ts";

const pointersOf = (payload: unknown): readonly string[] => {
  const reading = readPayload(kind, payload);
  return reading.ok ? [] : reading.errors.map(({ pointer }) => pointer);
};

test.each([batch, single])("an example is taken as it is: $endToEndId", (payload) => {
  expect(pointersOf(payload)).toEqual([]);
});

const [first, second] = batch.lines;

test.each([
  ["a sum that is a cent off", { total: eur("1250.01") }, "/total/amount"],
  ["a line of nothing", { lines: [first, { ...second, amount: eur("0.00") }] }, "/lines/1/amount/amount"],
  [
    "two currencies",
    { lines: [first, { ...second, amount: { amount: "250.00", currency: "USD" } }] },
    "/lines/1/amount/currency",
  ],
  ["a line twice", { lines: [first, { ...second, endToEndId: first?.endToEndId }] }, "/lines/1/endToEndId"],
  [
    "the batch's own id",
    { lines: [first, { ...second, endToEndId: batch.endToEndId }] },
    "/lines/1/endToEndId",
  ],
  ["a payment to oneself", { payee: { ...batch.payee, account: batch.debtor.account } }, "/payee/account"],
  [
    "an account that is mistyped",
    { payee: { ...batch.payee, account: { iban: "DE88370400440532013000" } } },
    "/payee/account/iban",
  ],
  ["an unknown field", { express: true }, "/express"],
  ["no lines at all", { lines: [] }, "/lines"],
] as const)("%s is refused where it stands", (_what, change, pointer) => {
  expect(pointersOf({ ...batch, ...change })).toContain(pointer);
});

test("a payment of nothing is refused", () => {
  expect(pointersOf({ ...single, total: { amount: "0.00", currency: "USD" } })).toEqual(["/total/amount"]);
});

test("a batch adds up to the cent, whatever its lines", () => {
  holds(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 100 }),
      fc.constantFrom("EUR", "JPY", "BHD"),
      (units, currency) => {
        const lines = units.map((unit, index) => ({
          endToEndId: `L${index}`,
          amount: fromMinorUnits(unit, currency),
          remittance: "Invoice",
        }));
        const sum = units.reduce((total, unit) => total + unit, 0n);
        const right = { ...batch, lines, total: fromMinorUnits(sum, currency) };
        expect(pointersOf(right)).toEqual([]);
        expect(pointersOf({ ...right, total: fromMinorUnits(sum + 1n, currency) })).toEqual([
          "/total/amount",
        ]);
      },
    ),
  );
});
