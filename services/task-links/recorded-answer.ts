import type { DocumentRow } from "../../db/queries/documents.ts";
import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { ByHand, HandAnswer } from "../service-tasks/model.ts";
import type { RecordedAnswer } from "./model.ts";

const answerOf = ({ answers }: ByHand, task: ServiceTaskRow): HandAnswer | undefined => {
  const result = task.result ?? {};
  const fitting = answers.filter(({ outcome, reasonCode, name }) =>
    outcome === "completed"
      ? task.status === "completed"
      : task.status !== "completed" && (reasonCode ?? name) === task.reasonCode,
  );
  return answers.find(({ name }) => name === result["answer"]) ?? fitting[0];
};

/** Pure: what was answered, read back from the task; null when the form has no such answer. */
export const recordedAnswer = (
  form: ByHand,
  task: ServiceTaskRow,
  documents: readonly DocumentRow[],
): RecordedAnswer | null => {
  const answer = answerOf(form, task);
  if (answer === undefined || task.endedAt === null) {
    return null;
  }
  const result = task.result ?? {};
  const typed = answer.fields.filter(({ name, type }) => type !== "file" && result[name] !== undefined);
  const labelOf = (field: string): string => answer.fields.find(({ name }) => name === field)?.label ?? field;
  return {
    answer,
    fields: Object.fromEntries(typed.map(({ name }) => [name, result[name]])),
    documents: documents.map(({ field, fileName, sha256 }) => ({
      label: labelOf(field),
      fileName,
      sha256: sha256.toString("hex"),
    })),
    comment: task.message === "" ? null : task.message,
    answeredAt: task.endedAt.toISOString(),
  };
};
