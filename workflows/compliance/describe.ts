import type { Findings, ReviewContent, ReviewFact } from "../../services/kinds/model.ts";
import { formatMoney } from "../../services/money/format.ts";
import type { CompliancePayload } from "./payload.ts";

const words = (text: string): string => text.replaceAll("_", " ");

const riskFacts = ({ tier, riskScore, riskReasons, listVersion, listDate }: Findings): ReviewFact[] => [
  { label: "Risk", value: `${String(tier)} (${String(riskScore)} of 100)` },
  ...(Array.isArray(riskReasons) && riskReasons.length > 0
    ? [{ label: "Because of", value: riskReasons.map(String).join("; ") }]
    : []),
  ...(typeof listVersion === "string" && listVersion !== ""
    ? [{ label: "Screened against", value: `${listVersion} of ${String(listDate)}` }]
    : []),
];

const evidenceOf = (payload: CompliancePayload, { evidence }: Findings, index: number): string => {
  const given = (evidence as Readonly<Record<string, unknown>> | undefined)?.[`evidence${index + 1}`];
  return payload.questions[index]?.evidence ?? (typeof given === "string" ? given : "none");
};

/** What an approver sees of a case: who it is, what was found, who owns it, what was answered and what shows it. */
export const describeCompliance = (payload: CompliancePayload, findings: Findings): ReviewContent => {
  const { caseNumber, subject, owners, questions, yearlyVolume, reviewOf } = payload;
  return {
    facts: [
      { label: "Case", value: caseNumber },
      ...(reviewOf === undefined ? [] : [{ label: "Review of", value: reviewOf }]),
      { label: words(subject.role), value: `${subject.name} (${subject.country})` },
      { label: "Registration", value: subject.registrationNumber ?? "none" },
      { label: "Sector", value: words(subject.sector) },
      ...riskFacts(findings),
    ],
    tables: [
      {
        title: "Owners",
        columns: [
          { label: "Name", align: "start" },
          { label: "Country", align: "start" },
          { label: "Share", align: "end" },
          { label: "Politically exposed", align: "start" },
        ],
        rows: owners.map(({ name, country, sharePercent, politicallyExposed }) => [
          name,
          country,
          `${sharePercent}%`,
          politicallyExposed ? "yes" : "no",
        ]),
      },
      {
        title: "Questions",
        columns: [
          { label: "Question", align: "start" },
          { label: "Answer", align: "start" },
          { label: "Evidence", align: "start" },
        ],
        rows: questions.map(({ question, answer }, index) => [
          question,
          answer,
          evidenceOf(payload, findings, index),
        ]),
      },
    ],
    totals: [{ label: "Expected in a year", value: formatMoney(yearlyVolume), strong: true }],
  };
};
