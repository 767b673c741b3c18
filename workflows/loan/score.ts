import type { LoanPayload } from "./payload.ts";
import { type Attribute, type ReasonCode, scorecard } from "./scorecard.ts";

/** An application of average odds. */
const averageScore = 600;
/** The lowest in steps of five from which at most one in ten of the chosen half was bad. */
const passFrom = 605;
/** The highest in steps of five below which at least two in three of the chosen half were bad. */
const declineBelow = 575;
/** 12 CFR 1002.9(b)(2), comment 1: more than four reasons are not likely to help the applicant. */
export const reasonsMax = 4;

/** pass: lend; refer: a person weighs it; decline: do not lend, though the law may want a person for that, too. */
export type Band = "pass" | "refer" | "decline";

export type ScorePart = {
  readonly attribute: Attribute;
  readonly value: string;
  readonly points: number;
};

export type Score = {
  readonly score: number;
  readonly band: Band;
  readonly parts: readonly ScorePart[];
  /** What cost the most points, worst first. */
  readonly reasonCodes: readonly ReasonCode[];
};

const bandOf = (score: number): Band => {
  if (score >= passFrom) return "pass";
  return score < declineBelow ? "decline" : "refer";
};

/** Pure: the points of an application, one part an attribute, and what they come to. */
export const scoreOf = (application: LoanPayload): Score => {
  const parts = scorecard.map((attribute) => {
    const value = attribute.valueOf(application);
    return { attribute, value, points: attribute.points[value] ?? 0 };
  });
  const score = averageScore + parts.reduce((sum, { points }) => sum + points, 0);
  const reasonCodes = parts
    .filter(({ points }) => points < 0)
    .toSorted((one, other) => one.points - other.points)
    .map(({ attribute }) => attribute.reasonCode)
    .slice(0, reasonsMax);
  return { score, band: bandOf(score), parts, reasonCodes };
};

/** Pure: a score beside a credit report. Whoever is in default elsewhere does not pass without a person. */
export const besideReport = ({ score, band, reasonCodes }: Score, openDefaults: number) =>
  openDefaults === 0
    ? { score, band, reasonCodes }
    : {
        score,
        band: band === "pass" ? ("refer" as const) : band,
        reasonCodes: ["delinquent_obligations" as const, ...reasonCodes].slice(0, reasonsMax),
      };
