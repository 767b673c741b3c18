import type { DemoKind, Scenario } from "./model.ts";

const archive = {
  tool: "crm.archive_contacts",
  arguments: { list: "newsletter", contactIds: ["c-1042", "c-1077"], notify: false },
  reason: "They have not opened a mail in two years.",
  effect: "Archives two contacts of the newsletter. They get no more mails.",
  risk: "low",
  reversible: true,
};

const refund = {
  tool: "payments.refund",
  arguments: { paymentId: "pay_1042", amount: { amount: "49.90", currency: "EUR" } },
  reason: "The customer was charged twice for one order.",
  effect: "Gives 49.90 EUR back to the customer's card.",
  risk: "high",
  cost: { amount: "49.90", currency: "EUR" },
  reversible: false,
};

const asked = { title: "Agent: archive contacts", requester: "emp-1" } as const;

const scenarios: readonly Scenario[] = [
  {
    ...asked,
    label: "reading",
    title: "Agent: look up a customer",
    says: "it only reads: the policy approves it, and the agent redeems its token",
    payload: {
      ...archive,
      tool: "crm.search",
      arguments: { name: "Hungry Coyote" },
      effect: "Reads one customer.",
      risk: "read_only",
    },
    decision: null,
    ends: { request: "approved", run: "completed" },
  },
  {
    ...asked,
    label: "approved",
    says: "the manager reads the arguments and approves; the agent acts by its token",
    payload: archive,
    decision: { outcome: "approve", comment: "Go ahead." },
    ends: { request: "approved", run: "completed" },
  },
  {
    ...asked,
    label: "rejected",
    title: "Agent: refund 49.90 EUR",
    says: "money that cannot be taken back: the manager says no",
    payload: refund,
    decision: { outcome: "reject", comment: "It was charged once. Look again." },
    ends: { request: "rejected", run: "completed" },
  },
  {
    ...asked,
    label: "unused",
    title: "Agent: archive old contacts",
    says: "approved, but the agent does not come: after 15 minutes nothing is allowed any more",
    payload: archive,
    decision: { outcome: "approve", comment: "" },
    agentActs: false,
    ends: { request: "approved", run: "waiting" },
  },
];

const people = (approver: Readonly<Record<string, unknown>>) => ({
  name: "people",
  approvers: [approver],
  quorum: "any",
  deadline: "PT4H",
  onDeadline: "reject",
  whenNobody: "tenantAdmin",
});

/** What only reads passes, and everything else is a person's to say; silence is a no. */
export const agentActionDemo: DemoKind = {
  kind: "agent-action",
  says: "a software agent asks before it acts",
  policy: {
    name: "What agents may do",
    rules: () => [
      { name: "only reads", when: 'payload.risk == "read_only"', autoApprove: true },
      { name: "the rest", stages: [people({ manager: 1 })] },
    ],
  },
  scenarios: () => Promise.resolve(scenarios),
};
