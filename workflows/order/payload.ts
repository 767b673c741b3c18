import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { textSchema } from "../../services/kinds/text.ts";
import { compareMoney, sumMoney } from "../../services/money/arithmetic.ts";
import { discountMaxFractionDigits, isDiscountPercent, lineTotal } from "../../services/money/line-total.ts";
import { type Money, nonNegativeMoneySchema } from "../../services/money/model.ts";

const codeMaxCharacters = 64;
const nameMaxCharacters = 200;
const streetMaxCharacters = 500;
const linesMaxCount = 500;
const quantityMax = 1_000_000;

const code = textSchema(codeMaxCharacters);
const name = textSchema(nameMaxCharacters);

const orderLineSchema = z.strictObject({
  sku: code,
  description: name,
  quantity: z.int().min(1).max(quantityMax),
  unitPrice: nonNegativeMoneySchema,
  discountPercent: z
    .number()
    .refine(
      isDiscountPercent,
      `must be 0 to 100, with at most ${discountMaxFractionDigits} digits after the point`,
    ),
  lineTotal: nonNegativeMoneySchema,
});

/** An order as a client app sends it. The total is that of the lines; freight is apart. */
export const orderPayloadSchema = z.strictObject({
  orderNumber: code,
  orderDate: z.iso.date(),
  requiredDate: z.iso.date(),
  customer: z.strictObject({ id: code, name, contact: name }),
  shipTo: z.strictObject({
    name,
    street: textSchema(streetMaxCharacters),
    city: name,
    region: name.nullable(),
    postalCode: code.nullable(),
    country: name,
  }),
  freight: nonNegativeMoneySchema,
  lines: z.array(orderLineSchema).min(1).max(linesMaxCount),
  total: nonNegativeMoneySchema,
  /** The day of the price list that the prices are from. */
  pricesAsOf: z.iso.date().optional(),
  /** What is in stock may be shipped, and the rest left. */
  acceptsPartial: z.literal(true).optional(),
});

export type OrderPayload = z.infer<typeof orderPayloadSchema>;

/**
 * Whether the order adds up, exactly: one currency throughout, each line's total its quantity × unit price
 * less the discount, and the order's total the sum of its lines. Sums are looked at once the currencies agree.
 */
export const checkOrder = (order: OrderPayload): readonly FieldError[] => {
  const currencies = currencyErrors(order);
  return currencies.length > 0 ? currencies : sumErrors(order);
};

const currencyErrors = (order: OrderPayload): FieldError[] => {
  const { currency } = order.total;
  const sums: (readonly [string, Money])[] = [["/freight", order.freight]];
  for (const [index, line] of order.lines.entries())
    sums.push([`/lines/${index}/unitPrice`, line.unitPrice], [`/lines/${index}/lineTotal`, line.lineTotal]);
  return sums
    .filter(([, money]) => money.currency !== currency)
    .map(([pointer]) => ({
      pointer: `${pointer}/currency`,
      message: `must be ${currency}, the currency of the total`,
    }));
};

const sumErrors = (order: OrderPayload): FieldError[] => {
  const totals = order.lines.map(lineTotal);
  const errors = order.lines.flatMap((line, index) =>
    mismatch(`/lines/${index}/lineTotal/amount`, line.lineTotal, totals[index]),
  );
  const total = sumMoney(totals, order.total.currency);
  return [...errors, ...mismatch("/total/amount", order.total, total)];
};

const mismatch = (pointer: string, stated: Money, expected: Money | undefined): FieldError[] =>
  expected === undefined || compareMoney(stated, expected) === 0
    ? []
    : [{ pointer, message: `must be ${expected.amount}, not ${stated.amount}` }];
