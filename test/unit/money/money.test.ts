import fc from "fast-check";
import { expect, test } from "vitest";
import { addMoney, compareMoney, sumMoney } from "../../../services/money/arithmetic.ts";
import { formatMoney } from "../../../services/money/format.ts";
import { isDiscountPercent, lineTotal } from "../../../services/money/line-total.ts";
import { fromMinorUnits, toMinorUnits } from "../../../services/money/minor-units.ts";
import { moneySchema, nonNegativeMoneySchema } from "../../../services/money/model.ts";
import { holds } from "../property.ts";

const usd = (amount: string) => ({ amount, currency: "USD" });
const currency = fc.constantFrom("USD", "JPY", "BHD", "HUF");
const units = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });

test("each currency has the digits of ISO 4217, even where daily use has fewer", () => {
  expect(fromMinorUnits(1250n, "USD").amount).toBe("12.50");
  expect(fromMinorUnits(1250n, "HUF").amount).toBe("12.50");
  expect(fromMinorUnits(1250n, "JPY").amount).toBe("1250");
  expect(fromMinorUnits(-5n, "BHD").amount).toBe("-0.005");
});

test("minor units written out and read again are the same", () => {
  holds(
    fc.property(fc.record({ units, currency }), (sum) => {
      const money = fromMinorUnits(sum.units, sum.currency);
      expect(moneySchema.parse(money)).toEqual(money);
      expect(toMinorUnits(money)).toBe(sum.units);
    }),
  );
});

test("adding and comparing agree with whole numbers", () => {
  holds(
    fc.property(fc.record({ left: units, right: units, currency }), (given) => {
      const left = fromMinorUnits(given.left, given.currency);
      const right = fromMinorUnits(given.right, given.currency);
      expect(toMinorUnits(addMoney(left, right))).toBe(given.left + given.right);
      expect(compareMoney(left, right) < 0).toBe(given.left < given.right);
    }),
  );
});

test("a sum of nothing is zero, and trailing zeros make no difference", () => {
  expect(sumMoney([], "USD")).toEqual(usd("0.00"));
  expect(compareMoney(usd("5"), usd("5.00"))).toBe(0);
});

test("two currencies are never mixed", () => {
  expect(() => addMoney(usd("1.00"), { amount: "1.00", currency: "EUR" })).toThrow(RangeError);
});

test.each([
  ["0.1", 3, 0, "0.30"],
  ["0.01", 1, 50, "0.01"],
  ["0.01", 1, 50.01, "0.00"],
  ["42.40", 35, 15, "1261.40"],
  ["9.99", 1, 12.5, "8.74"],
  ["1.00", 1, 0.0001, "1.00"],
  ["10.00", 1, 100, "0.00"],
  ["999999999999999.99", 1_000_000, 0, "999999999999999990000.00"],
])("a line of %s × %i less %d%% comes to %s", (unitPrice, quantity, discountPercent, total) => {
  expect(lineTotal({ unitPrice: usd(unitPrice), quantity, discountPercent }).amount).toBe(total);
});

test("a line's total is never further than half a minor unit from the exact product", () => {
  const line = fc.record({
    price: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    quantity: fc.integer({ min: 1, max: 1_000_000 }),
    basisPoints: fc.integer({ min: 0, max: 10_000 }),
  });
  holds(
    fc.property(line, ({ price, quantity, basisPoints }) => {
      const total = lineTotal({
        unitPrice: fromMinorUnits(price, "USD"),
        quantity,
        discountPercent: basisPoints / 100,
      });
      const error = toMinorUnits(total) * 10_000n - price * BigInt(quantity) * BigInt(10_000 - basisPoints);
      expect(error > -5_000n && error <= 5_000n).toBe(true);
    }),
  );
});

test.each([-1, 100.1, 0.00001, 1e-7, Number.NaN, Number.POSITIVE_INFINITY])(
  "%d is not a discount",
  (percent) => {
    expect(isDiscountPercent(percent)).toBe(false);
  },
);

test.each(["1,00", "01.00", "+1", "1.", ".5", "1e3", "", "1.001", "1".repeat(16), "١", "NaN", " 1"])(
  "the amount %j is refused",
  (amount) => {
    expect(moneySchema.safeParse(usd(amount)).success).toBe(false);
  },
);

test("a currency that does not exist and a field that is not known are refused", () => {
  expect(moneySchema.safeParse({ amount: "1", currency: "ZZZ" }).success).toBe(false);
  expect(moneySchema.safeParse({ amount: "1", currency: "usd" }).success).toBe(false);
  expect(moneySchema.safeParse({ ...usd("1"), scale: 2 }).success).toBe(false);
  expect(moneySchema.safeParse({ amount: 1, currency: "USD" }).success).toBe(false);
});

test("only the signed schema takes a negative amount", () => {
  expect(moneySchema.safeParse(usd("-1.00")).success).toBe(true);
  expect(nonNegativeMoneySchema.safeParse(usd("-1.00")).success).toBe(false);
});

test("money is shown with thousands apart and all digits", () => {
  expect(formatMoney(usd("1234567.5"))).toBe("1,234,567.50 USD");
  expect(formatMoney(usd("-999"))).toBe("-999.00 USD");
  expect(formatMoney({ amount: "1000", currency: "JPY" })).toBe("1,000 JPY");
});
