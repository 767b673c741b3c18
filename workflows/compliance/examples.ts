import type { CompliancePayload } from "./payload.ts";

const full: CompliancePayload = {
  caseNumber: "VC-2026-0117",
  subject: {
    role: "vendor",
    name: "Tokyo Traders",
    country: "JP",
    registrationNumber: "0100-01-012345",
    sector: "general",
  },
  owners: [
    { name: "Yoshi Nagase", country: "JP", sharePercent: 60, politicallyExposed: false },
    { name: "Mayumi Ohno", country: "JP", sharePercent: 40, politicallyExposed: false },
  ],
  questions: [
    {
      question: "Where do the goods come from?",
      answer: "Own fishery in Hokkaido.",
      evidence: "Certificate of origin 2026-88",
    },
    {
      question: "Who may sign for the company?",
      answer: "Both owners, each alone.",
      evidence: "Register of companies, Tokyo",
    },
  ],
  yearlyVolume: { amount: "84000.00", currency: "USD" },
};

/** With everything left out that a case may do without. */
const spare: CompliancePayload = {
  caseNumber: "CC-2026-0042",
  subject: { role: "customer", name: "Comércio Mineiro", country: "BR", sector: "cash_intensive" },
  owners: [],
  questions: [],
  yearlyVolume: { amount: "12000.00", currency: "USD" },
};

export const complianceExamples: readonly CompliancePayload[] = [full, spare];
