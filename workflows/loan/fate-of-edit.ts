import { isDeepStrictEqual } from "node:util";
import type { FateOfEdit } from "../../services/kinds/model.ts";
import type { LoanPayload } from "./payload.ts";

/** Whether every one of the list before is in the one after. */
const isKept = (before: readonly string[] = [], after: readonly string[] = []): boolean =>
  before.every((one) => after.includes(one));

/**
 * Pure: further conditions and further documents are kept, as they make nothing worse for the lender; everything else is
 * approved anew. What was judged of the applicant is not changed once it is approved: that is another application.
 */
export const fateOfLoanEdit = (
  before: LoanPayload,
  after: LoanPayload,
  status: "pending" | "approved",
): FateOfEdit => {
  if (after.applicationNumber !== before.applicationNumber) {
    return {
      refused: "An application keeps its number: withdraw it and ask anew.",
      pointer: "/applicationNumber",
    };
  }
  const judged = ["applicant", "financials", "purpose"] as const;
  const changed = judged.find((name) => !isDeepStrictEqual(before[name], after[name]));
  if (changed !== undefined && status === "approved") {
    return {
      refused: "What was judged stays: withdraw the application and ask anew.",
      pointer: `/${changed}`,
    };
  }
  const isMaterial =
    changed !== undefined ||
    !isDeepStrictEqual(before.amount, after.amount) ||
    before.termMonths !== after.termMonths ||
    before.receivedOn !== after.receivedOn ||
    !isDeepStrictEqual(before.contact, after.contact) ||
    !isKept(before.conditions, after.conditions) ||
    !isKept(before.documents, after.documents);
  return isMaterial ? "reapprove" : "keep";
};
