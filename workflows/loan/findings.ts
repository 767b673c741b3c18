import type { Findings } from "../../services/kinds/model.ts";
import type { LoanDocument } from "./documents.ts";
import type { Band } from "./score.ts";
import type { ReasonCode } from "./scorecard.ts";
import type { Offered, Wanted } from "./terms.ts";

/** What is found out of an application on its way; policies read all but the optional ones. */
export type LoanFindings = {
  readonly score: number;
  readonly band: Band;
  /** The principal reasons for adverse action, worst first. */
  readonly reasonCodes: readonly ReasonCode[];
  /** By when the applicant has to be told of the decision; "" while the application is not complete. */
  readonly decideBy: string;
  /** What the application lacks, and until when it is waited for; [] and "" when it is complete. */
  readonly missing: readonly LoanDocument[];
  readonly completeBy: string;
  /** The identity check found something that a person has to look at: a politically exposed person, a doubtful document. */
  readonly kycHit: boolean;
  readonly sanctionsHit: boolean;
  /** The entries of the lists that the applicant may be, by which a later hit is told from the first. */
  readonly screeningMatches: readonly string[];
  readonly openDefaults: number;
  /** The day that the credit report is of. */
  readonly creditReportOn: string;
  /** What was asked for at first, by which an offer of less is known as a counteroffer. */
  readonly applied?: Wanted;
  /** What the applicant asked for in place of an offer. */
  readonly countered?: Wanted | null;
  /** The newest offer. */
  readonly offered?: Offered;
  /** Of a counteroffer: by when the applicant has to be told that they did not take it. */
  readonly counterofferNoticeBy?: string;
};

export const noLoanFindings = {
  score: 0,
  band: "refer",
  reasonCodes: [],
  decideBy: "",
  missing: [],
  completeBy: "",
  kycHit: false,
  sanctionsHit: false,
  screeningMatches: [],
  openDefaults: 0,
  creditReportOn: "",
} as const satisfies LoanFindings;

/** The findings of a request of this kind; what its run keeps has this shape. */
export const readFindings = (findings: Findings): LoanFindings => ({ ...noLoanFindings, ...findings });
