import { grantedAccess } from "./access-tasks.ts";
import { eligibilityMoment } from "./plan.ts";
import {
  byHr,
  byHrHead,
  type Definition,
  newHireFacts,
  newHireInput,
  plannedOf,
  type Subject,
} from "./subject.ts";

const unclearTexts: Readonly<Record<string, string>> = {
  contract: "the contract is not signed",
  backgroundCheck: "the background check is not clear",
};

const unclearOf = ({ findings }: Subject): readonly string[] => {
  const { unclear } = findings;
  return Array.isArray(unclear) ? unclear.map(String) : [];
};

const eligibilityForm = (
  subject: Subject,
  instructions: string,
): ReturnType<NonNullable<Definition["byHand"]>> => ({
  title: `Form I-9, section 2: ${subject.payload.newHire.name}`,
  instructions,
  facts: newHireFacts(subject.payload),
  answers: [
    {
      name: "verified",
      label: "Verified",
      tone: "good",
      outcome: "completed",
      fields: [
        { name: "document", label: "Documents that were shown", type: "text" },
        {
          name: "isReceipt",
          label: "Is one of them a receipt for a replacement?",
          hint: "A receipt is good for 90 days; then the document itself has to be shown.",
          type: "yesNo",
        },
      ],
    },
    {
      name: "notEligible",
      label: "No right to work",
      tone: "bad",
      outcome: "declined",
      reasonCode: "not_eligible",
      comment: "required",
    },
  ],
});

/** The first day, and the papers that the law asks for right after it. */
export const startTasks = {
  "decide-on-start": {
    type: "start.decide",
    performer: byHrHead,
    input: (subject) => ({ ...newHireInput(subject.payload), unclear: unclearOf(subject) }),
    byHand: (subject) => ({
      title: `Not all is clear: ${subject.payload.newHire.name}`,
      instructions:
        "The first day has come, and not all is clear. Nothing is activated before you have decided. Stopping undoes all that was prepared.",
      facts: [
        ...newHireFacts(subject.payload),
        {
          label: "Not clear",
          value: unclearOf(subject)
            .map((name) => unclearTexts[name] ?? name)
            .join("; "),
        },
      ],
      assurance: "code",
      answers: [
        {
          name: "override",
          label: "Start all the same",
          tone: "act",
          outcome: "completed",
          comment: "required",
        },
        {
          name: "stop",
          label: "Stop, and undo all",
          tone: "bad",
          outcome: "declined",
          reasonCode: "stopped",
          comment: "required",
        },
      ],
    }),
  },
  "activate-accounts": {
    type: "account.activate",
    undoneBy: "revoke-accounts",
    input: ({ payload, findings }) => ({
      email: payload.newHire.email,
      accountId: findings["accountId"],
      access: grantedAccess(payload, findings).map(({ system, role }) => ({
        system,
        ...(role === undefined ? {} : { role }),
      })),
    }),
    finds: () => ({ hasStarted: true }),
  },
  "verify-eligibility": {
    type: "eligibility.verify",
    performer: byHr,
    dueAt: (subject) => eligibilityMoment(plannedOf(subject)),
    input: ({ payload }) => newHireInput(payload),
    byHand: (subject) =>
      eligibilityForm(
        subject,
        "Please look at the new hire's original documents and complete section 2. The law gives three business days from the first day.",
      ),
    tells: ({ isReceipt = false }) => ({ isReceipt }),
  },
  "verify-eligibility-late": {
    type: "eligibility.verify",
    performer: byHrHead,
    input: ({ payload }) => newHireInput(payload),
    byHand: (subject) =>
      eligibilityForm(
        subject,
        "Section 2 was not completed within the three business days that the law gives. Please see to it today, and keep a memo of why it is late.",
      ),
    tells: ({ isReceipt = false }) => ({ isReceipt }),
  },
  "replace-receipt": {
    type: "eligibility.replace-receipt",
    performer: byHr,
    input: ({ payload }) => newHireInput(payload),
    byHand: ({ payload }) => ({
      title: `Form I-9, receipt: ${payload.newHire.name}`,
      instructions:
        "A receipt was shown, which is good for 90 days from the first day. Please look at the document itself, and correct section 2.",
      facts: newHireFacts(payload),
      answers: [
        {
          name: "shown",
          label: "Document shown",
          tone: "good",
          outcome: "completed",
          fields: [{ name: "document", label: "Document", type: "text" }],
        },
        {
          name: "notShown",
          label: "No document",
          tone: "bad",
          outcome: "declined",
          reasonCode: "not_eligible",
          comment: "required",
        },
      ],
    }),
  },
} as const satisfies Readonly<Record<string, Definition>>;
