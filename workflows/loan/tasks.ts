import type { TaskDefinition, TaskSubject } from "../../services/service-tasks/model.ts";
import { conditionsOf } from "./conditions.ts";
import { readFindings } from "./findings.ts";
import { documentForm, offerForm, verificationForm } from "./forms.ts";
import { applicantOf, notices } from "./notices.ts";
import type { LoanPayload } from "./payload.ts";
import { isIdentityHit, readCreditReport, readScreening } from "./reports.ts";
import type { Offered } from "./terms.ts";

type Definition = TaskDefinition<LoanPayload>;
type Subject = TaskSubject<LoanPayload>;

const application = ({ payload, requester }: Subject) => ({
  applicationNumber: payload.applicationNumber,
  applicant: payload.contact ?? { name: requester.name, email: requester.email },
});

const offerOf = ({ findings }: Subject): Offered => {
  const { offered } = readFindings(findings);
  if (offered === undefined) {
    throw new Error("no terms are set yet: the workflow asks in the wrong order");
  }
  return offered;
};

/** An offer, answered by the applicant alone, with a code beside the link. */
const offer = ({ isLast }: { readonly isLast: boolean }): Definition => ({
  type: "offer.make",
  performer: applicantOf,
  input: (subject) => ({ ...application(subject), terms: offerOf(subject) }),
  byHand: (subject) => offerForm(subject, offerOf(subject), { isLast }),
  tells: ({ answer }) => ({ answer }),
});

const creditReport = ({ isNew }: { readonly isNew: boolean }): Definition => ({
  type: "credit.report",
  input: (subject) => ({ ...application(subject), isNew }),
  finds: readCreditReport,
});

/**
 * What a loan asks of the lender's systems, of its people and of the applicant, by step. What undoes a task names it by
 * its id as well as by its result: after a failed attempt there is no result to name.
 */
export const loanTasks = {
  ...notices,
  "collect-missing": {
    type: "document.collect",
    performer: applicantOf,
    input: (subject) => ({ ...application(subject), documents: readFindings(subject.findings).missing }),
    byHand: (subject) => {
      const { missing, completeBy } = readFindings(subject.findings);
      return documentForm(subject, missing, {
        title: "Your application is not complete",
        instructions: `Please send what is missing until ${completeBy}. Without it we cannot consider your application further.`,
      });
    },
  },
  "verify-identity": {
    type: "applicant.verify",
    input: application,
    finds: (result) => ({ kycHit: isIdentityHit(result) }),
  },
  "screen-sanctions": {
    type: "applicant.screen",
    input: (subject) => ({ ...application(subject), occasion: "application" }),
    finds: (result) => {
      const { hit, matches } = readScreening(result);
      return { sanctionsHit: hit, screeningMatches: matches };
    },
  },
  "pull-credit-report": creditReport({ isNew: false }),
  "renew-credit-report": creditReport({ isNew: true }),
  "collect-conditions": {
    type: "document.collect",
    performer: applicantOf,
    input: (subject) => ({ ...application(subject), documents: conditionsOf(subject) }),
    byHand: (subject) =>
      documentForm(subject, conditionsOf(subject), {
        title: "Your loan is approved on conditions",
        instructions: "Please send the documents below. When we have looked at them, we send you our offer.",
      }),
  },
  "verify-conditions": {
    type: "document.verify",
    input: (subject, earlier) => ({
      ...application(subject),
      conditions: conditionsOf(subject),
      documents: earlier("collect-conditions").result,
    }),
    byHand: (subject) => verificationForm(subject, conditionsOf(subject)),
  },
  "make-offer": offer({ isLast: false }),
  "make-second-offer": offer({ isLast: false }),
  "make-last-offer": offer({ isLast: true }),
  "rescreen-sanctions": {
    type: "applicant.screen",
    input: (subject) => ({ ...application(subject), occasion: "disbursement" }),
  },
  disburse: {
    type: "loan.disburse",
    undoneBy: "reverse-disbursement",
    // It can be reversed, but whoever has the money takes nothing back: from here on the lender alone undoes.
    commits: true,
    input: (subject) => {
      const { amount, termsHash } = offerOf(subject);
      return { ...application(subject), amount, termsHash };
    },
  },
  book: {
    type: "loan.book",
    undoneBy: "cancel-booking",
    input: (subject, earlier) => ({
      ...application(subject),
      terms: offerOf(subject),
      disbursementId: earlier("disburse").result["disbursementId"],
    }),
  },
  "cancel-booking": {
    type: "loan.unbook",
    input: (_subject, earlier) => ({ bookTaskId: earlier("book").id }),
  },
  "reverse-disbursement": {
    type: "loan.reverse",
    input: (_subject, earlier) => ({
      disbursementId: earlier("disburse").result["disbursementId"],
      disburseTaskId: earlier("disburse").id,
    }),
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type LoanStep = keyof typeof loanTasks;
