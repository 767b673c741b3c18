import { documentNames } from "./documents.ts";
import { retentionOf } from "./retention.ts";
import { byIt, cannotBeDone, type Definition, newHireFacts, type Subject } from "./subject.ts";

/** What undoes, names what it undoes by task, and by result where there is one. */
const undoing =
  (step: string): Definition["input"] =>
  ({ payload }, earlier) => ({ email: payload.newHire.email, undoes: earlier(step).id });

const undoneByHand =
  (title: string, instructions: string): NonNullable<Definition["byHand"]> =>
  ({ payload }) => ({
    title: `${title}: ${payload.newHire.name}`,
    instructions,
    facts: newHireFacts(payload),
    answers: [{ name: "done", label: "Done", tone: "good", outcome: "completed" }, cannotBeDone],
  });

const retained = ({ payload, findings }: Subject) => retentionOf(payload, findings["hasStarted"] === true);

/** What is asked for when the offer is rescinded, nobody shows up, or the employment ends on probation. */
export const undoTasks = {
  "void-contract": { type: "contract.void", input: undoing("prepare-contract") },
  "deregister-payroll": { type: "payroll.deregister", input: undoing("register-payroll") },
  "delete-account": { type: "account.delete", input: undoing("create-account") },
  "remove-account": {
    type: "account.remove",
    performer: byIt,
    input: undoing("set-up-account"),
    byHand: undoneByHand(
      "Remove the account",
      "The new hire does not stay. Please remove the account that you have set up.",
    ),
  },
  "cancel-equipment": { type: "equipment.cancel", input: undoing("order-equipment") },
  "take-back-equipment": {
    type: "equipment.take-back",
    performer: byIt,
    input: undoing("provide-equipment"),
    byHand: undoneByHand(
      "Take back the equipment",
      "The new hire does not stay. Please take back what you have provided.",
    ),
  },
  "revoke-accounts": { type: "account.revoke", input: undoing("activate-accounts") },
  "delete-documents": {
    type: "documents.delete",
    input: (subject, earlier) => ({
      email: subject.payload.newHire.email,
      undoes: earlier("collect-documents").id,
      ...retained(subject),
    }),
    deletes: (subject, earlier) => ({
      taskId: earlier("collect-documents").id,
      fields: retained(subject).toDelete,
    }),
    byHand: (subject) => {
      const { toDelete, toKeep } = retained(subject);
      return {
        title: `Delete documents: ${subject.payload.newHire.name}`,
        instructions:
          "The new hire does not stay. Please delete what was handed in, wherever it was copied to.",
        facts: [
          ...newHireFacts(subject.payload),
          ...(toDelete.length === 0 ? [] : [{ label: "To delete", value: documentNames(toDelete) }]),
          ...(toKeep.length === 0 ? [] : [{ label: "To keep with form I-9", value: documentNames(toKeep) }]),
        ],
        answers: [{ name: "done", label: "Deleted", tone: "good", outcome: "completed" }, cannotBeDone],
      };
    },
  },
} as const satisfies Readonly<Record<string, Definition>>;
