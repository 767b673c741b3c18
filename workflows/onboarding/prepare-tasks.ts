import { documentLabels } from "./documents.ts";
import { preparedBy } from "./plan.ts";
import {
  byIt,
  byManager,
  cannotBeDone,
  type Definition,
  newHireFacts,
  newHireInput,
  type Subject,
} from "./subject.ts";

/** Whatever is prepared is there by the first day, wherever that is moved. */
const beforeTheStart: Pick<Definition, "dueAt"> = {
  dueAt: ({ payload }, { plannedAt }) => preparedBy(payload, plannedAt),
};

/** Section 1 of form I-9, which is the employee's own and due on the first day (8 CFR § 274a.2(b)(1)(i)(A)). */
const attestation = {
  name: "attestation",
  label: "Form I-9, section 1: I attest that I am",
  type: "choice" as const,
  choices: [
    { value: "citizen", label: "a citizen of the United States" },
    { value: "national", label: "a noncitizen national of the United States" },
    { value: "permanentResident", label: "a lawful permanent resident" },
    { value: "authorized", label: "a noncitizen authorized to work" },
  ],
};

const equipmentInput = ({ payload }: Subject) => ({
  ...newHireInput(payload),
  items: payload.equipment.map(({ sku, price }) => ({ sku, price })),
});

/** What is done before the first day, each by whoever it is a matter of. */
export const prepareTasks = {
  "prepare-contract": {
    type: "contract.prepare",
    ...beforeTheStart,
    undoneBy: "void-contract",
    input: ({ payload }) => ({
      ...newHireInput(payload),
      country: payload.country,
      salary: payload.salary,
    }),
    finds: () => ({ contract: "signed" }),
  },
  "check-background": {
    type: "background.check",
    ...beforeTheStart,
    input: ({ payload }) => ({ ...newHireInput(payload), country: payload.country }),
    byHand: ({ payload }) => ({
      title: `Background check: ${payload.newHire.name}`,
      instructions: "Please check the new hire's background, and tell us whether anything was found.",
      facts: newHireFacts(payload),
      answers: [
        { name: "clear", label: "Nothing found", tone: "good", outcome: "completed" },
        {
          name: "notClear",
          label: "Something found",
          tone: "bad",
          outcome: "declined",
          reasonCode: "not_clear",
          comment: "required",
        },
      ],
    }),
    finds: ({ status = "clear" }) => ({ backgroundCheck: status }),
  },
  "register-payroll": {
    type: "payroll.register",
    ...beforeTheStart,
    undoneBy: "deregister-payroll",
    input: ({ payload }) => ({
      ...newHireInput(payload),
      country: payload.country,
      salary: payload.salary,
    }),
  },
  "create-account": {
    type: "account.create",
    ...beforeTheStart,
    undoneBy: "delete-account",
    input: ({ payload }) => ({ ...newHireInput(payload), enabled: false }),
    finds: ({ accountId = "" }) => ({ accountId }),
  },
  "set-up-account": {
    type: "account.set-up",
    ...beforeTheStart,
    undoneBy: "remove-account",
    performer: byIt,
    input: ({ payload }) => newHireInput(payload),
    byHand: ({ payload }) => ({
      title: `Set up an account: ${payload.newHire.name}`,
      instructions:
        "The account could not be created by itself. Please create it, and leave it disabled until the first day.",
      facts: [...newHireFacts(payload), { label: "Email", value: payload.newHire.email }],
      answers: [
        {
          name: "created",
          label: "Created, and disabled",
          tone: "good",
          outcome: "completed",
          fields: [{ name: "accountId", label: "Name of the account", type: "text" }],
        },
        cannotBeDone,
      ],
    }),
    finds: ({ accountId = "" }) => ({ accountId }),
  },
  "order-equipment": {
    type: "equipment.order",
    ...beforeTheStart,
    undoneBy: "cancel-equipment",
    input: equipmentInput,
  },
  "provide-equipment": {
    type: "equipment.provide",
    ...beforeTheStart,
    undoneBy: "take-back-equipment",
    performer: byIt,
    input: equipmentInput,
    byHand: ({ payload }) => ({
      title: `Equipment: ${payload.newHire.name}`,
      instructions: "The order did not go through. Please see to it that this is there on the first day.",
      facts: [
        ...newHireFacts(payload),
        ...payload.equipment.map(({ sku, description }) => ({ label: sku, value: description })),
      ],
      answers: [{ name: "provided", label: "Seen to", tone: "good", outcome: "completed" }, cannotBeDone],
    }),
  },
  "welcome-new-hire": {
    type: "welcome.prepare",
    ...beforeTheStart,
    performer: byManager,
    input: ({ payload }) => newHireInput(payload),
    byHand: ({ payload }) => ({
      title: `Prepare the first day: ${payload.newHire.name}`,
      instructions: "Please find a desk and a buddy, and plan the first week.",
      facts: newHireFacts(payload),
      answers: [
        {
          name: "ready",
          label: "All is ready",
          tone: "good",
          outcome: "completed",
          fields: [
            { name: "desk", label: "Desk", type: "text" },
            { name: "buddy", label: "Buddy", type: "text" },
            { name: "plan", label: "Plan of the first week", type: "longText" },
          ],
        },
        cannotBeDone,
      ],
    }),
  },
  "collect-documents": {
    type: "documents.collect",
    ...beforeTheStart,
    undoneBy: "delete-documents",
    performer: ({ payload }) => ({ email: payload.newHire.email, name: payload.newHire.name }),
    input: ({ payload }) => ({ email: payload.newHire.email, documents: payload.documents }),
    byHand: ({ payload }) => ({
      title: `Documents for your first day at work, ${payload.startDate}`,
      instructions: `We look forward to working with you, ${payload.newHire.name}. Please hand in the following before your first day.`,
      facts: [
        { label: "Position", value: `${payload.position}, ${payload.department}` },
        { label: "First day", value: payload.startDate },
      ],
      answers: [
        {
          name: "handIn",
          label: "Hand in",
          tone: "good",
          outcome: "completed",
          comment: "optional",
          fields: [
            ...payload.documents.map((name) => ({
              name,
              label: documentLabels[name],
              type: "file" as const,
            })),
            ...(payload.country === "US" ? [attestation] : []),
          ],
        },
        {
          name: "withdraw",
          label: "I will not start",
          tone: "bad",
          outcome: "declined",
          reasonCode: "will_not_start",
        },
      ],
    }),
  },
} as const satisfies Readonly<Record<string, Definition>>;
