import type { Business } from "./company.ts";

/** Loans up to this are approved by themselves, unless something was found. */
export const loanAutoApproveUpTo = 1_000;

const stage = (name: string, approver: unknown) => ({
  name,
  approvers: [approver],
  quorum: "any",
  deadline: "P2D",
});

/** A lender: hits go to compliance, defaults and larger loans to the manager of whoever brings them. */
export const loanBusiness: Business = {
  kind: "loan",
  settings: { requiredDocuments: ["proofOfIdentity"] },
  tasks: ["applicant.*", "credit.*", "notice.*", "loan.*"],
  rules: (members) => [
    {
      name: "a hit",
      when: "findings.kycHit || findings.sanctionsHit",
      stages: [stage("compliance", { member: members.get("emp-2") })],
    },
    {
      name: "in default elsewhere",
      when: "findings.openDefaults > 0",
      stages: [stage("manager", { manager: 1 })],
    },
    {
      name: "small",
      autoApprove: true,
      upTo: { amount: `${loanAutoApproveUpTo}.00`, currency: "EUR" },
    },
    { name: "usual", stages: [stage("manager", { manager: 1 })] },
  ],
};
