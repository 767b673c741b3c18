import { existsSync, readFileSync } from "node:fs";

export type LoanApplication = Readonly<Record<string, unknown>> & {
  readonly applicationNumber: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly termMonths: number;
  readonly applicant: { readonly employment: string };
  readonly financials: { readonly checkingAccount: string; readonly creditHistory: string };
};

/** All 400 applications where the full data lies beside the project; else the handful that the project carries. */
const fullData =
  process.env["COUNTERSIGN_LOANS"] ??
  new URL("../../../shared/data/loan-applications.ndjson", import.meta.url).pathname;
const handful = new URL("../data/loan-applications.ndjson", import.meta.url).pathname;

const readAll = (): LoanApplication[] =>
  readFileSync(existsSync(fullData) ? fullData : handful, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { outcome: _, ...payload } = JSON.parse(line) as LoanApplication & { readonly outcome: string };
      return payload as LoanApplication;
    });

/**
 * Payloads of loan applications; how each of them ended is left out. `count` of them with numbers of their own: real
 * ones, repeated under new numbers when there are not enough; all there are when it is absent.
 */
export const readLoans = (count?: number): LoanApplication[] => {
  const loans = readAll();
  return Array.from({ length: count ?? loans.length }, (_, index) => {
    const loan = loans[index % loans.length] as LoanApplication;
    const copy = Math.floor(index / loans.length);
    return copy === 0 ? loan : { ...loan, applicationNumber: `${loan.applicationNumber}-${copy}` };
  });
};
