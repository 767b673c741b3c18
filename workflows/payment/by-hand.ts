import { formatMoney } from "../../services/money/format.ts";
import type { ByHandInput, TaskSubject } from "../../services/service-tasks/model.ts";
import { accountText } from "./account.ts";
import type { PaymentPayload } from "./payload.ts";

type Subject = TaskSubject<PaymentPayload>;

const factsOf = ({ payload: { endToEndId, payee, total } }: Subject): ByHandInput["facts"] => [
  { label: "End-to-end id", value: endToEndId },
  { label: "Payee", value: payee.name },
  { label: "Account", value: accountText(payee.account) },
  { label: "Total", value: formatMoney(total) },
];

/** What the bank says of a payment that it has. */
export type BankVerdict = "accepted" | "rejected" | "unknown";

const verdicts: readonly unknown[] = ["accepted", "rejected"] satisfies readonly BankVerdict[];

/** Pure: what an answer about a payment at the bank says, by a system (`status`) or a person (`answer`). */
export const bankAnswer = (result: Readonly<Record<string, unknown>>) => {
  const verdict = result["status"] ?? result["answer"];
  const { reasonCode } = result;
  return {
    verdict: (verdicts.includes(verdict) ? verdict : "unknown") as BankVerdict,
    ...(typeof reasonCode === "string" ? { reasonCode } : {}),
  };
};

/** Asks a person what the bank says. */
export const callBankForm = (subject: Subject): ByHandInput => ({
  title: `What does the bank say of payment ${subject.payload.endToEndId}?`,
  instructions: "The bank has this payment, and has not told us what became of it. Please ask the bank.",
  facts: factsOf(subject),
  answers: [
    { name: "accepted", label: "It was carried out", tone: "good", outcome: "completed" },
    {
      name: "rejected",
      label: "It was rejected or returned",
      tone: "bad",
      outcome: "completed",
      comment: "required",
      fields: [
        {
          name: "reasonCode",
          label: "The bank's reason code",
          hint: "As ISO 20022 has it, like AC04",
          type: "text",
          required: false,
        },
      ],
    },
  ],
});

/** Asks a person whether the bank knows a payment. */
export const lookUpForm = (subject: Subject): ByHandInput => ({
  title: `Does the bank know payment ${subject.payload.endToEndId}?`,
  instructions:
    "The payment was given to the bank, and there was no answer. Please look it up at the bank by its end-to-end id: it is given to the bank again only where the bank does not know it.",
  facts: factsOf(subject),
  answers: [
    { name: "known", label: "The bank knows it", tone: "good", outcome: "completed" },
    { name: "unknown", label: "The bank does not know it", tone: "act", outcome: "completed" },
  ],
});

/** Leaves to a person what nobody else could find out. */
export const settleReleaseForm = (subject: Subject): ByHandInput => ({
  title: `Was payment ${subject.payload.endToEndId} released?`,
  instructions:
    "Whether the bank has this payment could not be found out. Please find it out, and release it by hand if it is to be paid and the bank does not know it.",
  facts: factsOf(subject),
  answers: [
    { name: "released", label: "The bank has it", tone: "good", outcome: "completed" },
    {
      name: "notReleased",
      label: "The bank does not have it, and shall not",
      tone: "bad",
      outcome: "declined",
      reasonCode: "not_released",
      comment: "required",
    },
  ],
});

/** The money has left: the books have to say so, one way or the other. */
export const postingForm = (subject: Subject): ByHandInput => ({
  title: `Post payment ${subject.payload.endToEndId}`,
  instructions:
    "The bank has carried this payment out, and the ledger did not take it. Please post it by hand.",
  facts: factsOf(subject),
  answers: [{ name: "posted", label: "It is posted", tone: "good", outcome: "completed" }],
});
