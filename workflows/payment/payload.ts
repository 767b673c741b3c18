import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { lineSchema } from "../../services/kinds/text.ts";
import { compareMoney, sumMoney } from "../../services/money/arithmetic.ts";
import { toMinorUnits } from "../../services/money/minor-units.ts";
import { nonNegativeMoneySchema } from "../../services/money/model.ts";
import { accountKey, accountSchema } from "./account.ts";
import { endToEndIdSchema } from "./end-to-end-id.ts";

/** Max140Text of ISO 20022: names and unstructured remittance information. */
const textMaxCharacters = 140;
/** Of a batch; each line's id is a key by which a payment that is sent twice is found. */
export const linesMaxCount = 100;

const text = lineSchema(textMaxCharacters);

const lineOfBatchSchema = z.strictObject({
  endToEndId: endToEndIdSchema,
  amount: nonNegativeMoneySchema,
  remittance: text,
});

/** A payment, or a batch of payments to one payee, as a client app sends it. */
export const paymentPayloadSchema = z.strictObject({
  /** Of the payment; of the whole batch where there are lines. */
  endToEndId: endToEndIdSchema,
  payee: z.strictObject({
    name: text,
    account: accountSchema,
    country: z.string().regex(/^[A-Z]{2}$/, "must be a country code of two capitals, like DE"),
    /** When the payee's bank details were last changed in the client's books. */
    changedOn: z.iso.date().optional(),
  }),
  debtor: z.strictObject({ name: text, account: accountSchema }),
  requestedExecutionDate: z.iso.date(),
  remittance: text.optional(),
  total: nonNegativeMoneySchema,
  lines: z.array(lineOfBatchSchema).min(1).max(linesMaxCount).optional(),
});

export type PaymentPayload = z.infer<typeof paymentPayloadSchema>;
export type PaymentLine = z.infer<typeof lineOfBatchSchema>;

/** Whether the payment adds up, exactly, pays something, goes to somebody else, and names each of its parts once. */
export const checkPayment = (payment: PaymentPayload): readonly FieldError[] => {
  const currencies = currencyErrors(payment);
  return [
    ...(currencies.length > 0 ? currencies : sumErrors(payment)),
    ...idErrors(payment),
    ...(accountKey(payment.payee.account) === accountKey(payment.debtor.account)
      ? [{ pointer: "/payee/account", message: "must not be the account that pays" }]
      : []),
  ];
};

const linesOf = ({ lines }: PaymentPayload): readonly PaymentLine[] => lines ?? [];

const currencyErrors = (payment: PaymentPayload): FieldError[] =>
  linesOf(payment).flatMap(({ amount }, index) =>
    amount.currency === payment.total.currency
      ? []
      : [
          {
            pointer: `/lines/${index}/amount/currency`,
            message: `must be ${payment.total.currency}, the currency of the total`,
          },
        ],
  );

const nothing = "must be more than nothing";

const sumErrors = (payment: PaymentPayload): FieldError[] => {
  const { total } = payment;
  const lines = linesOf(payment);
  const empty = lines.flatMap(({ amount }, index) =>
    toMinorUnits(amount) === 0n ? [{ pointer: `/lines/${index}/amount/amount`, message: nothing }] : [],
  );
  if (toMinorUnits(total) === 0n) {
    return [...empty, { pointer: "/total/amount", message: nothing }];
  }
  const sum = sumMoney(
    lines.map(({ amount }) => amount),
    total.currency,
  );
  return lines.length > 0 && compareMoney(sum, total) !== 0
    ? [...empty, { pointer: "/total/amount", message: `must be ${sum.amount}, not ${total.amount}` }]
    : empty;
};

const idErrors = ({ endToEndId, lines = [] }: PaymentPayload): FieldError[] => {
  const seen = new Set([endToEndId]);
  return lines.flatMap((line, index) => {
    const isKnown = seen.has(line.endToEndId);
    seen.add(line.endToEndId);
    return isKnown
      ? [{ pointer: `/lines/${index}/endToEndId`, message: "stands in this payment already" }]
      : [];
  });
};
