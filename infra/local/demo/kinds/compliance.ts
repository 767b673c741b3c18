import type { DemoKind, Scenario } from "./model.ts";

const approved = { outcome: "approve", comment: "Looked into, nothing against it." } as const;

const vendor = {
  role: "vendor",
  name: "Tokyo Traders",
  country: "JP",
  registrationNumber: "0100-01-012345",
  sector: "general",
};

const owners = [{ name: "Yoshi Nagase", country: "JP", sharePercent: 100, politicallyExposed: false }];

const questions = [
  { question: "Where do the goods come from?", answer: "Own fishery.", evidence: "Certificate 2026-88" },
];

type Case = Pick<Scenario, "label" | "says" | "decision" | "byHand" | "ends"> & {
  readonly caseNumber: string;
  readonly subject?: Readonly<Record<string, string>>;
  readonly questions?: readonly Readonly<Record<string, string>>[];
};

const cases: readonly Case[] = [
  {
    label: "low",
    says: "nothing speaks against it: cleared for three years, and looked into again by itself",
    caseNumber: "VC-1",
    decision: null,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "medium",
    says: "a dealer in crypto without evidence: the requester gives it, the analyst clears",
    caseNumber: "VC-2",
    subject: { name: "Nakamoto Exchange", sector: "crypto" },
    questions: [{ question: "Who licenses the exchange?", answer: "The Financial Services Agency." }],
    byHand: {
      "compliance.collect_evidence": {
        answer: "given",
        fields: { evidence1: "Register of the FSA, number 00017" },
      },
    },
    decision: approved,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "high",
    says: "a name on a list that forbids, but somebody else: two people clear it, for a year",
    caseNumber: "VC-3",
    subject: { name: "Sanctioned Sushi Supplies" },
    byHand: {
      "compliance.review_prohibited": {
        answer: "other",
        comment: "The one on the list is a shipyard, in another country.",
      },
    },
    decision: approved,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "prohibited",
    says: "a name on a list that forbids, and it is them: rejected",
    caseNumber: "VC-4",
    subject: { name: "Sanctioned Shipyards" },
    byHand: {
      "compliance.review_prohibited": { answer: "same", comment: "Same address, same register entry." },
    },
    decision: null,
    ends: { request: "rejected", run: "completed" },
  },
];

const toScenario = ({ caseNumber, subject, questions: asked, ...scenario }: Case): Scenario => ({
  ...scenario,
  title: `Check of ${subject?.["name"] ?? vendor.name} (${caseNumber})`,
  requester: "emp-6",
  payload: {
    caseNumber,
    subject: { ...vendor, ...subject },
    owners,
    questions: asked ?? questions,
    yearlyVolume: { amount: "84000.00", currency: "USD" },
  },
});

/** Vendors are cleared by their risk: by the policy, by an analyst, or by an analyst and an officer. */
export const complianceDemo: DemoKind = {
  kind: "compliance",
  says: "four vendors are looked into",
  policy: {
    name: "Vendors and customers by risk",
    rules: (people) => {
      const stage = (name: string, member: string) => ({
        name,
        approvers: [{ member }],
        quorum: "any",
        deadline: "P2D",
      });
      const analyst = stage("analyst", people("emp-8"));
      return [
        { name: "low", when: 'findings.tier == "low"', autoApprove: true },
        { name: "medium", when: 'findings.tier == "medium"', stages: [analyst] },
        {
          name: "high",
          separation: { nobodyTwice: true },
          stages: [analyst, stage("officer", people("emp-2"))],
        },
      ];
    },
  },
  scenarios: () => Promise.resolve(cases.map(toScenario)),
};
