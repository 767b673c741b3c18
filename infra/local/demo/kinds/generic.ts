import type { DemoKind, Scenario } from "./model.ts";

const eur = (amount: string) => ({ amount, currency: "EUR" });

const approved = { outcome: "approve", comment: "" } as const;

const requests: readonly Scenario[] = [
  {
    label: "small",
    says: "a book: the policy approves it by itself",
    title: "A book on durable functions",
    requester: "emp-6",
    payload: { fields: [{ label: "Title", value: "Long-running work" }], amount: eur("39.00") },
    decision: null,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "approved",
    says: "a trade fair: the manager follows the link and approves",
    title: "Trade fair in Cologne",
    requester: "emp-6",
    payload: {
      fields: [
        { label: "Days", value: 3 },
        { label: "Travels by train", value: true },
        { label: "Hotel", value: eur("480.00") },
      ],
      details: "Two customers have asked to meet there.",
      amount: eur("1250.00"),
    },
    decision: { outcome: "approve", comment: "Bring back their forecasts." },
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "rejected",
    says: "the same in Tokyo: the manager rejects it",
    title: "Trade fair in Tokyo",
    requester: "emp-6",
    payload: {
      fields: [
        { label: "Days", value: 9 },
        { label: "Travels by train", value: false },
      ],
      amount: eur("6100.00"),
    },
    decision: { outcome: "reject", comment: "One fair a year." },
    ends: { request: "rejected", run: "completed" },
  },
  {
    label: "no amount",
    says: "not about money: the manager is asked all the same",
    title: "Work from Lisbon in May",
    requester: "emp-6",
    payload: { fields: [], details: "Four weeks, in the office's hours." },
    decision: approved,
    ends: { request: "approved", run: "completed" },
  },
];

/** Requests of no kind in particular. */
export const genericDemo: DemoKind = {
  kind: "generic",
  says: "four requests of no kind in particular",
  policy: {
    name: "Everything else",
    rules: () => [
      { name: "small", when: "has(payload.amount) && amount <= 50.0", autoApprove: true },
      {
        name: "usual",
        stages: [{ name: "manager", approvers: [{ manager: 1 }], quorum: "any", deadline: "P2D" }],
      },
    ],
  },
  scenarios: () => Promise.resolve(requests),
};
