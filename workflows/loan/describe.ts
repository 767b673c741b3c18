import type { Findings, ReviewContent, ReviewFact, ReviewTable } from "../../services/kinds/model.ts";
import { formatMoney } from "../../services/money/format.ts";
import { documentNames } from "./documents.ts";
import { type LoanFindings, readFindings } from "./findings.ts";
import type { LoanPayload } from "./payload.ts";
import { reasonTexts } from "./scorecard.ts";
import { scoreOf } from "./score.ts";

const words = (code: string): string => code.replaceAll("_", " ");

const bandTexts = {
  pass: "pass: good odds",
  refer: "refer: for a person to weigh",
  decline: "decline: poor odds",
} as const;

/** What an underwriter sees of an application: the applicant, what was found out, and every point of the score. */
export const describeLoan = (application: LoanPayload, found: Findings): ReviewContent => {
  const findings = readFindings(found);
  return {
    facts: [...applicationFacts(application), ...findingFacts(findings)],
    tables: [scoreTable(application)],
    totals: [
      { label: "Amount", value: formatMoney(application.amount), strong: true },
      { label: "Term", value: `${application.termMonths} months` },
    ],
  };
};

const applicationFacts = (application: LoanPayload): ReviewFact[] => {
  const { applicationNumber, contact, applicant, purpose, conditions = [], receivedOn } = application;
  return [
    { label: "Application", value: applicationNumber },
    ...(contact === undefined ? [] : [{ label: "Applicant", value: `${contact.name} (${contact.email})` }]),
    ...(receivedOn === undefined ? [] : [{ label: "Received", value: receivedOn }]),
    { label: "Purpose", value: words(purpose) },
    { label: "Job", value: `${words(applicant.job)}, employed ${words(applicant.employment)}` },
    ...(conditions.length === 0 ? [] : [{ label: "Conditions", value: documentNames(conditions) }]),
  ];
};

const findingFacts = (findings: LoanFindings): ReviewFact[] => {
  const { score, band, reasonCodes, decideBy, offered } = findings;
  const told: (readonly [string, string])[] = [
    ["Score", score === 0 ? "" : `${score} (${bandTexts[band]})`],
    ["Principal reasons against it", reasonCodes.map((code) => reasonTexts[code]).join("; ")],
    ["Decide and tell the applicant by", decideBy],
    ["Identity", findings.kycHit ? "a hit: to be looked at" : ""],
    ["Sanctions lists", findings.sanctionsHit ? `a hit: ${findings.screeningMatches.join(", ")}` : ""],
    ["Credit report of", findings.creditReportOn],
    ["Open defaults with others", findings.openDefaults === 0 ? "" : String(findings.openDefaults)],
    ["Missing", documentNames(findings.missing)],
    ["To be complete by", findings.completeBy],
    [
      "Newest offer",
      offered === undefined ? "" : `${formatMoney(offered.amount)} over ${offered.termMonths} months`,
    ],
    ["Tell of a counteroffer not taken by", findings.counterofferNoticeBy ?? ""],
  ];
  return told.filter(([, value]) => value !== "").map(([label, value]) => ({ label, value }));
};

const scoreTable = (application: LoanPayload): ReviewTable => ({
  title: "Score",
  columns: [
    { label: "Attribute", align: "start" },
    { label: "Value", align: "start" },
    { label: "Points", align: "end" },
  ],
  rows: scoreOf(application).parts.map(({ attribute, value, points }) => [
    attribute.label,
    words(value),
    String(points),
  ]),
});
