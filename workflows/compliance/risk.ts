import { z } from "zod";
import type { Findings } from "../../services/kinds/model.ts";
import { type CompliancePayload, sumOfShares } from "./payload.ts";

export type Tier = "low" | "medium" | "high" | "prohibited";

/** What the screening answers; the list's version and date go into the findings, so that a result can be replayed. */
export const screeningSchema = z.object({
  listVersion: z.string(),
  listDate: z.iso.date(),
  hits: z
    .array(z.object({ name: z.string(), list: z.string(), matchPercent: z.number(), prohibits: z.boolean() }))
    .default([]),
});
export type Screening = z.infer<typeof screeningSchema>;

/** By ISO 3166-1 code, as the FATF's plenary of February 2026 has them; the lists change three times a year. */
const callForAction = ["IR", "KP", "MM"];
const increasedMonitoring = "AO BG BO CD CI CM DZ HT KE KW LA LB MC NA NP PG SS SY VE VG VN YE".split(" ");

const sectorPoints: Readonly<Record<CompliancePayload["subject"]["sector"], number>> = {
  general: 0,
  public_sector: 10,
  cash_intensive: 20,
  gambling: 25,
  crypto: 25,
  defense: 25,
};

const points = {
  callForAction: 60,
  hit: 40,
  politicallyExposed: 30,
  increasedMonitoring: 25,
  unknownOwners: 20,
  largeVolume: 15,
  noRegistration: 10,
};
/** Regulation (EU) 2024/1624, article 52. */
const beneficialOwnerPercent = 25;
/** Owners of less than this together leave too much in the dark. */
const knownOwnersPercent = 50;
/** In major units, whatever the currency: a rough bound, like the rest of a tier. */
const largeVolume = 1_000_000;
const tierFrom = { medium: 20, high: 50 } as const;

/** How long a clearance is good for, in months. */
export const validMonths: Readonly<Record<Tier, number>> = { low: 36, medium: 24, high: 12, prohibited: 12 };

const countryPoints = (country: string): number => {
  if (callForAction.includes(country)) return points.callForAction;
  return increasedMonitoring.includes(country) ? points.increasedMonitoring : 0;
};

type Reason = readonly [points: number, text: string];

const reasonsOf = ({ subject, owners, yearlyVolume }: CompliancePayload, { hits }: Screening): Reason[] => {
  const known = sumOfShares(owners);
  const beneficial = owners.filter(({ sharePercent }) => sharePercent >= beneficialOwnerPercent);
  const countries = new Set([subject.country, ...beneficial.map(({ country }) => country)]);
  const reasons: Reason[] = [
    ...hits.map(({ name, list }): Reason => [points.hit, `${name} is on ${list}`]),
    ...[...countries].map((country): Reason => [countryPoints(country), `ties to ${country}`]),
    [sectorPoints[subject.sector], `works in ${subject.sector.replaceAll("_", " ")}`],
    [
      owners.some(({ politicallyExposed }) => politicallyExposed) ? points.politicallyExposed : 0,
      "a politically exposed owner",
    ],
    [known < knownOwnersPercent ? points.unknownOwners : 0, `only ${known} % of the owners are known`],
    [Number(yearlyVolume.amount) >= largeVolume ? points.largeVolume : 0, "a large yearly volume"],
    [subject.registrationNumber === undefined ? points.noRegistration : 0, "no registration number"],
  ];
  return reasons.filter(([value]) => value > 0);
};

const tierOf = (score: number, { hits }: Screening, isCleared: boolean): Tier => {
  if (hits.some(({ prohibits }) => prohibits) && !isCleared) return "prohibited";
  if (score >= tierFrom.high) return "high";
  return score >= tierFrom.medium ? "medium" : "low";
};

/**
 * Pure: the risk of a case by what was screened. Whoever was on a list that prohibits and was cleared by a person as
 * somebody else is a high risk still. Months, list and reasons are told, so that the result can be replayed.
 */
export const assessCompliance = (
  payload: CompliancePayload,
  screening: Screening,
  isCleared: boolean,
): Findings => {
  const reasons = reasonsOf(payload, screening);
  const score = Math.min(
    100,
    reasons.reduce((sum, [value]) => sum + value, 0),
  );
  const scored = tierOf(score, screening, isCleared);
  const tier = isCleared ? "high" : scored;
  return {
    riskScore: score,
    tier,
    riskReasons: reasons.map(([, text]) => text),
    hits: screening.hits.length,
    listVersion: screening.listVersion,
    listDate: screening.listDate,
    validMonths: validMonths[tier],
  };
};

export const noComplianceFindings: Findings = {
  riskScore: 0,
  tier: "low",
  riskReasons: [],
  hits: 0,
  listVersion: "",
  listDate: "",
  validMonths: validMonths.low,
  evidence: {},
};
