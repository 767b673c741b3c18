import type { Findings, ReviewContent, ReviewFact, ReviewTable } from "../../services/kinds/model.ts";
import { formatMoney } from "../../services/money/format.ts";
import { accountText } from "./account.ts";
import type { PaymentPayload } from "./payload.ts";

/** What an approver sees of a payment: to whom, from where, when, and what they have to look at first. */
export const describePayment = (payment: PaymentPayload, findings: Findings): ReviewContent => ({
  facts: [...warnings(payment, findings), ...facts(payment), ...valueDate(findings)],
  tables: payment.lines === undefined ? [] : [linesTable(payment.lines)],
  totals: [{ label: "Total", value: formatMoney(payment.total), strong: true }],
});

const facts = (payment: PaymentPayload): ReviewFact[] => {
  const { payee, debtor, endToEndId, requestedExecutionDate, remittance } = payment;
  return [
    { label: "Payee", value: `${payee.name} (${payee.country})` },
    { label: "To account", value: accountText(payee.account) },
    { label: "From account", value: `${accountText(debtor.account)} (${debtor.name})` },
    { label: "End-to-end id", value: endToEndId },
    { label: "To be carried out on", value: requestedExecutionDate },
    ...(remittance === undefined ? [] : [{ label: "Remittance", value: remittance }]),
  ];
};

/** Said only where it is so. */
const warnings = ({ payee, total }: PaymentPayload, found: Findings): ReviewFact[] => {
  const { currency } = total;
  const said: readonly (readonly [boolean, string])[] = [
    [found["firstPayment"] === true, "the first payment to this account in a year"],
    [
      found["payeeChangedRecently"] === true,
      `the payee's bank details were changed on ${payee.changedOn ?? "a day of late"}`,
    ],
    [found["duplicateEndToEndId"] === true, "another payment has the same end-to-end id"],
    [
      found["overPayeeLimit"] === true,
      `over the payee's limit: ${String(found["paidToPayeeToday"])} ${currency} goes there on that day already`,
    ],
    [
      found["overDayLimit"] === true,
      `over the day's limit: ${String(found["paidToday"])} ${currency} is paid on that day already`,
    ],
    [found["limitUnknown"] === true, `no limit is set for ${currency}`],
    [found["payeeHit"] === true, "the payee's name was found on a sanctions list"],
  ];
  const texts = said.flatMap(([isSo, text]) => (isSo ? [text] : []));
  return texts.length === 0 ? [] : [{ label: "Please check", value: texts.join("; ") }];
};

const movedTexts: Readonly<Record<string, string>> = {
  cut_off: "the bank's cut-off has passed",
  no_bank_day: "the bank does not work on the day that was asked for",
};

const valueDate = ({ valueDate: day, valueDateMoved }: Findings): ReviewFact[] => {
  const why = typeof valueDateMoved === "string" ? movedTexts[valueDateMoved] : undefined;
  return why === undefined ? [] : [{ label: "Value date", value: `${String(day)}: ${why}` }];
};

const linesTable = (lines: NonNullable<PaymentPayload["lines"]>): ReviewTable => ({
  title: "Payments of the batch",
  columns: [
    { label: "End-to-end id", align: "start" },
    { label: "Remittance", align: "start" },
    { label: "Amount", align: "end" },
  ],
  rows: lines.map(({ endToEndId, remittance, amount }) => [endToEndId, remittance, formatMoney(amount)]),
});
