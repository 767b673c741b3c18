import { isDeepStrictEqual } from "node:util";
import type { FateOfEdit } from "../../services/kinds/model.ts";
import type { CompliancePayload } from "./payload.ts";

/** All but what was answered, and what shows it. */
const lookedInto = ({ questions, ...payload }: CompliancePayload) => ({
  ...payload,
  questions: questions.map(({ question }) => question),
});

/**
 * Pure: who it is, who owns it and what is asked was screened, rated and given evidence for by its place; a case of
 * something else is another case. Answers and evidence may change, and are approved anew.
 */
export const fateOfComplianceEdit = (
  before: CompliancePayload,
  after: CompliancePayload,
  status: "pending" | "approved",
): FateOfEdit => {
  if (status === "approved") {
    return { refused: "The case is cleared: ask for a review." };
  }
  return isDeepStrictEqual(lookedInto(before), lookedInto(after))
    ? "reapprove"
    : { refused: "Only answers and their evidence change: withdraw the case, and ask anew." };
};
