import type { RevisionDefinition } from "../../services/runs/definitions.ts";
import { readFindings } from "./findings.ts";
import type { LoanPayload } from "./payload.ts";

/** What the run itself changes of an application. */
export const loanRevisions = {
  /** The applicant asks for more, or for longer, than was approved: that becomes what is to be approved. */
  "as-countered": {
    revise: ({ payload, findings }) => {
      const { countered = null } = readFindings(findings);
      return countered === null ? null : { ...payload, ...countered };
    },
  },
} as const satisfies Readonly<Record<string, RevisionDefinition<LoanPayload>>>;
