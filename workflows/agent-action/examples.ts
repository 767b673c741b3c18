import type { AgentActionPayload } from "./payload.ts";

/** A refund: money, and no way back. */
const full: AgentActionPayload = {
  tool: "payments.refund",
  arguments: {
    paymentId: "pay_1042",
    amount: { amount: "49.90", currency: "EUR" },
    notify: ["billing@acme.example"],
  },
  reason: "The customer was charged twice for one order.",
  effect: "Gives 49.90 EUR back to the card of customer 1042.",
  risk: "high",
  cost: { amount: "49.90", currency: "EUR" },
  reversible: false,
  expiresAt: "2040-01-05T12:00:00Z",
};

/** Looking something up, with everything left out that may be. */
const spare: AgentActionPayload = {
  tool: "crm.search",
  arguments: {},
  reason: "The customer asks about their last order.",
  effect: "Reads the customer's orders.",
  risk: "read_only",
  reversible: true,
};

export const agentActionExamples: readonly AgentActionPayload[] = [full, spare];
