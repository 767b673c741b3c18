import { z } from "zod";

type Result = Readonly<Record<string, unknown>>;

/** What a screening came to. */
export type Screening = { readonly hit: boolean; readonly matches: readonly string[] };

/** Reads a screening's answer; one that does not plainly say "no hit" is one, for a person to look at. */
export const readScreening = ({ hit, matches }: Result): Screening => ({
  hit: hit !== false,
  matches: Array.isArray(matches) ? matches.filter((one) => typeof one === "string") : [],
});

/** As for a screening: what is not plainly "no hit" is one. */
export const isIdentityHit = ({ hit }: Result): boolean => hit !== false;

const reportSchema = z.object({ reportedOn: z.iso.date(), openDefaults: z.int().min(0).default(0) });
/** A day before any that a report may be of: a report without a day is too old. */
const longAgo = "1970-01-01";

export type CreditReport = { readonly creditReportOn: string; readonly openDefaults: number };

/** Reads a credit bureau's answer; one that does not say of which day it is counts as too old. */
export const readCreditReport = (result: Result): CreditReport => {
  const report = reportSchema.safeParse(result);
  return report.success
    ? { creditReportOn: report.data.reportedOn, openDefaults: report.data.openDefaults }
    : { creditReportOn: longAgo, openDefaults: 0 };
};
