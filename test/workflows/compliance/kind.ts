import { complianceExamples } from "../../../workflows/compliance/examples.ts";
import type { CompliancePayload } from "../../../workflows/compliance/payload.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

export const full = complianceExamples[0] as CompliancePayload;

const stage = (name: string, approvers: readonly unknown[]) => ({
  name,
  approvers,
  quorum: "any",
  deadline: "P2D",
});

export const compliance: KindUnderTest = {
  kind: "compliance",
  rules: ({ finance }) => [
    { name: "low", when: 'findings.tier == "low"', autoApprove: true },
    {
      name: "medium",
      when: 'findings.tier == "medium"',
      stages: [stage("analyst", [{ group: finance }])],
    },
    {
      name: "high",
      separation: { nobodyTwice: true },
      stages: [stage("analyst", [{ group: finance }]), stage("officer", [{ group: finance }])],
    },
  ],
  tasks: ["screening.*", "compliance.register", "compliance.revoke", "compliance.tell"],
  undoings: [
    { effect: "compliance.register", undoneBy: "compliance.revoke" },
    { effect: "compliance.tell", undoneBy: null },
  ],
};

export const called = (name: string): Partial<CompliancePayload> => ({ subject: { ...full.subject, name } });
export const medium: Partial<CompliancePayload> = { subject: { ...full.subject, sector: "gambling" } };
export const high: Partial<CompliancePayload> = { subject: { ...full.subject, country: "IR" } };
export const sanctioned = called("Sanctioned Traders");
export const unproven: Partial<CompliancePayload> = {
  ...medium,
  questions: [{ question: "Where do the goods come from?", answer: "Own fishery." }],
};

export const nothing: readonly string[] = [];
const cleared: readonly string[] = ["compliance.register", "compliance.tell"];
export const revoked: readonly string[] = ["compliance.register", "compliance.revoke"];
export const completed = (ledger = cleared): Scenario["ends"] => ({
  request: "approved",
  run: "completed",
  ledger,
});
export const canceled = (failure: string): Scenario["ends"] => ({
  request: "canceled",
  run: "compensated",
  ledger: nothing,
  failure,
});

export const analyst: Happening = { who: "controller", does: "approve" };
export const officer: Happening = { who: "accountant", does: "approve" };
export const takenBack = (step: string): Happening => ({ who: "requester", does: "withdraw", while: step });

export const findingsOf = async ({ request }: Scene) => (await request()).findings;
