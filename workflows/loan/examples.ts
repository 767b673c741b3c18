import type { LoanPayload } from "./payload.ts";

/** With nothing but what every application has. */
const spare: LoanPayload = {
  applicationNumber: "LN-1002",
  amount: { amount: "2500.00", currency: "EUR" },
  termMonths: 12,
  purpose: "used_car",
  applicant: { age: 41, employment: "4_to_7_years", job: "skilled", housing: "own", dependents: 1 },
  financials: {
    checkingAccount: "none",
    savings: "500_to_1000",
    creditHistory: "paid_so_far",
    existingCredits: 1,
    otherInstallmentPlans: "none",
    installmentRatePercent: 2,
    property: "real_estate",
    otherDebtors: "none",
  },
};

/** With everything that may be left out. */
const full: LoanPayload = {
  ...spare,
  applicationNumber: "LN-1001",
  amount: { amount: "9000.00", currency: "EUR" },
  termMonths: 36,
  contact: { name: "Carla Neumann", email: "carla.neumann@mail.example" },
  receivedOn: "2026-01-05",
  documents: ["proofOfIdentity"],
  conditions: ["proofOfIncome", "bankStatements"],
};

export const loanExamples: readonly LoanPayload[] = [full, spare];
