import type { ByHandInput, TaskSubject } from "../../services/service-tasks/model.ts";
import { formatMoney } from "../../services/money/format.ts";
import { documentLabels, documentNames, type LoanDocument } from "./documents.ts";
import type { LoanPayload } from "./payload.ts";
import type { Offered } from "./terms.ts";

type Subject = TaskSubject<LoanPayload>;
type Answer = ByHandInput["answers"][number];

/** What the applicant sends: a file for each document. */
export const documentForm = (
  { payload }: Subject,
  documents: readonly LoanDocument[],
  { title, instructions }: Pick<ByHandInput, "title" | "instructions">,
): ByHandInput => ({
  title,
  instructions,
  facts: [
    { label: "Application", value: payload.applicationNumber },
    { label: "Amount", value: formatMoney(payload.amount) },
  ],
  answers: [
    {
      name: "send",
      label: "Send the documents",
      tone: "good",
      outcome: "completed",
      fields: documents.map((name) => ({ name, label: documentLabels[name], type: "file" })),
    },
    {
      name: "cannotSend",
      label: "I cannot send them",
      tone: "bad",
      outcome: "declined",
      reasonCode: "documents_not_sent",
      comment: "optional",
    },
  ],
});

/** What the lender's people look at, where no system does: whether the documents show what they should. */
export const verificationForm = ({ payload }: Subject, documents: readonly LoanDocument[]): ByHandInput => ({
  title: `Documents of application ${payload.applicationNumber}`,
  instructions:
    "Please look at the documents that the applicant has sent, and say whether they meet the conditions.",
  facts: [{ label: "Conditions", value: documentNames(documents) || "none" }],
  answers: [
    { name: "met", label: "The conditions are met", tone: "good", outcome: "completed" },
    {
      name: "notMet",
      label: "They are not met",
      tone: "bad",
      outcome: "declined",
      reasonCode: "conditions_not_met",
      comment: "required",
    },
  ],
});

const accept: Answer = {
  name: "accept",
  label: "Accept the offer",
  tone: "good",
  outcome: "completed",
  comment: "none",
};

const decline: Answer = {
  name: "decline",
  label: "Decline the offer",
  tone: "bad",
  outcome: "declined",
  reasonCode: "offer_declined",
};

const counter: Answer = {
  name: "counter",
  label: "Ask for other terms",
  tone: "act",
  outcome: "completed",
  fields: [
    { name: "amount", label: "Amount", type: "money" },
    { name: "termMonths", label: "Term in months", type: "number" },
  ],
};

/** The offer as the applicant reads it. The last one is taken or left. */
export const offerForm = (
  { payload }: Subject,
  offered: Offered,
  { isLast }: { readonly isLast: boolean },
): ByHandInput => ({
  title: `Your loan of ${formatMoney(offered.amount)}`,
  instructions: isLast
    ? "Please accept or decline our offer. It is our last one for this application."
    : "Please accept or decline our offer, or tell us what you would like instead. More, or a longer term, than was approved has to be approved anew.",
  facts: [
    { label: "Application", value: payload.applicationNumber },
    { label: "Amount", value: formatMoney(offered.amount) },
    { label: "Term", value: `${offered.termMonths} months` },
    { label: "Nominal interest", value: `${offered.annualRatePercent} % a year` },
    { label: "Monthly installment", value: formatMoney(offered.installment) },
    { label: "All installments together", value: formatMoney(offered.total) },
    { label: "Stands until", value: offered.standsUntil },
    { label: "Terms, SHA-256", value: offered.termsHash },
  ],
  assurance: "code",
  answers: isLast ? [accept, decline] : [accept, decline, counter],
});
