import { existsSync, readFileSync } from "node:fs";
import type { LoanPayload } from "../../../workflows/loan/payload.ts";

export type KnownLoan = { readonly application: LoanPayload; readonly isGood: boolean };

const fullData =
  process.env["COUNTERSIGN_LOANS"] ??
  new URL("../../../../shared/data/loan-applications.ndjson", import.meta.url).pathname;

type Line = LoanPayload & { readonly outcome: "good" | "bad" };

/** Whether all 400 lines lie beside the project; the handful inside it is too few to measure anything by. */
export const hasFullData = existsSync(fullData);

const read = (): readonly KnownLoan[] =>
  readFileSync(fullData, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { outcome, ...application } = JSON.parse(line) as Line;
      return { application, isGood: outcome === "good" };
    });

/** Every other line, beginning with the first, chose the points; the rest tests them. */
export const halves = () => {
  const loans = read();
  return {
    chosen: loans.filter((_loan, index) => index % 2 === 0),
    tested: loans.filter((_loan, index) => index % 2 === 1),
  };
};
