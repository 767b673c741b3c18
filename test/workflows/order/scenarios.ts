import type { Rule } from "../support/sandbox-door.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import { managerDecides, notApproved } from "../support/shared-scenarios.ts";

const total = "245.00 USD";

export const order: KindUnderTest = {
  kind: "order",
  rules: managerDecides,
  tasks: ["stock.*", "payment.*", "shipping.*"],
  undoings: [
    { effect: "stock.reserve", undoneBy: "stock.release" },
    { effect: "payment.authorize", undoneBy: "payment.void", coveredBy: "payment.capture" },
    { effect: "payment.capture", undoneBy: "payment.refund" },
    { effect: "shipping.create", undoneBy: null },
  ],
};

const approved: Happening = { who: "manager", does: "approve" };
const nothing: readonly string[] = [];

const approvals: readonly Scenario[] = [
  {
    name: "approved by the manager, paid and shipped",
    isGoodWay: true,
    happens: [approved],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.capture ${total}`, "shipping.create"],
    },
  },
  {
    name: "small enough for the policy to approve",
    rules: () => [{ name: "small", when: "amount <= 500.0", autoApprove: true }],
    happens: [],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.capture ${total}`, "shipping.create"],
    },
  },
  {
    name: "approved by the manager and by both of finance",
    rules: ({ finance }) => [
      {
        name: "all",
        stages: [
          { name: "manager", approvers: [{ manager: 1 }], quorum: "any" },
          { name: "finance", approvers: [{ group: finance }], quorum: "all" },
        ],
      },
    ],
    happens: [approved, { who: "controller", does: "approve" }, { who: "accountant", does: "approve" }],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.capture ${total}`, "shipping.create"],
    },
  },
  {
    name: "reminded after a day, then approved",
    rules: () => [
      {
        name: "all",
        stages: [
          {
            name: "manager",
            approvers: [{ manager: 1 }],
            quorum: "any",
            deadline: "P5D",
            reminders: ["P1D"],
          },
        ],
      },
    ],
    happens: [{ passes: "P1D" }, approved],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.capture ${total}`, "shipping.create"],
    },
  },
  ...notApproved,
];

type Trouble = Pick<Scenario, "name" | "sandbox"> & {
  readonly ledger: readonly string[];
  readonly failure: string;
};

/** An approved order that its systems could not carry out. */
const undone = ({ name, sandbox, ledger, failure }: Trouble): Scenario => ({
  name,
  ...(sandbox === undefined ? {} : { sandbox }),
  happens: [approved],
  ends: { request: "approved", run: "compensated", ledger, failure },
});

const declined: readonly Scenario[] = [
  undone({
    name: "out of stock",
    sandbox: [{ type: "stock.reserve", behavior: "decline", reasonCode: "out_of_stock" }],
    ledger: nothing,
    failure: "reserve-stock: out_of_stock",
  }),
  undone({
    name: "the bank declines the card",
    sandbox: [{ type: "payment.authorize", behavior: "decline", reasonCode: "card_declined" }],
    ledger: ["stock.reserve", "stock.release"],
    failure: "authorize-payment: card_declined",
  }),
  undone({
    name: "the bank does not take the money that it held",
    sandbox: [{ type: "payment.capture", behavior: "decline", reasonCode: "expired" }],
    ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.void ${total}`, "stock.release"],
    failure: "capture-payment: expired",
  }),
  undone({
    name: "the carrier declines the shipment",
    sandbox: [{ type: "shipping.create", behavior: "decline", reasonCode: "no_route" }],
    ledger: [
      "stock.reserve",
      `payment.authorize ${total}`,
      `payment.capture ${total}`,
      `payment.refund ${total}`,
      "stock.release",
    ],
    failure: "create-shipment: no_route",
  }),
];

/** The last call that fails makes the task a person's; nobody does it either. */
const neverAnswered = (trouble: Trouble): Scenario => ({
  ...undone(trouble),
  happens: [approved, { passes: "P7D" }],
});

const unanswered: readonly Scenario[] = [
  neverAnswered({
    name: "the warehouse never answers",
    sandbox: [{ type: "stock.reserve", behavior: "fail" }],
    ledger: nothing,
    failure: "reserve-stock: no_answer",
  }),
  neverAnswered({
    name: "the bank never answers about the hold",
    sandbox: [{ type: "payment.authorize", behavior: "fail" }],
    ledger: ["stock.reserve", "stock.release"],
    failure: "authorize-payment: no_answer",
  }),
  neverAnswered({
    name: "the bank never answers about the money",
    sandbox: [{ type: "payment.capture", behavior: "fail" }],
    ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.void ${total}`, "stock.release"],
    failure: "capture-payment: no_answer",
  }),
  neverAnswered({
    name: "the bank takes the money and never says so",
    sandbox: [{ type: "payment.capture", behavior: "fail", afterEffect: true }],
    ledger: [
      "stock.reserve",
      `payment.authorize ${total}`,
      `payment.capture ${total}`,
      `payment.refund ${total}`,
      "stock.release",
    ],
    failure: "capture-payment: no_answer",
  }),
  neverAnswered({
    name: "the carrier never answers",
    sandbox: [{ type: "shipping.create", behavior: "fail" }],
    ledger: [
      "stock.reserve",
      `payment.authorize ${total}`,
      `payment.capture ${total}`,
      `payment.refund ${total}`,
      "stock.release",
    ],
    failure: "create-shipment: no_answer",
  }),
  {
    name: "the bank answers about neither, and the admin finds no money to give back",
    sandbox: [
      { type: "payment.capture", behavior: "fail" },
      { type: "payment.refund", behavior: "fail" },
    ],
    happens: [
      approved,
      { who: "admin", answers: "capture-payment", with: "cannotBeDone", comment: "They know nothing of it." },
      { who: "admin", answers: "refund-payment", with: "nothingToUndo" },
    ],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.void ${total}`, "stock.release"],
      failure: "capture-payment: cannot_be_done",
    },
  },
  {
    name: "what was held cannot be given back",
    sandbox: [
      { type: "payment.capture", behavior: "decline", reasonCode: "expired" },
      { type: "payment.void", behavior: "fail" },
    ],
    happens: [approved, { passes: "P14D" }],
    ends: {
      request: "approved",
      run: "failed",
      ledger: ["stock.reserve", `payment.authorize ${total}`, "stock.release"],
      failure: "capture-payment: expired",
    },
  },
];

const later = (type: Rule["type"]): readonly Rule[] => [{ type, behavior: "accept-later" }];
const takenBack = (step: string): Happening => ({ who: "requester", does: "withdraw", while: step });

const accepted: readonly Scenario[] = [
  {
    name: "withdrawn while the warehouse looks for it",
    sandbox: later("stock.reserve"),
    happens: [approved, takenBack("reserve-stock")],
    ends: { request: "withdrawn", run: "compensated", ledger: nothing },
  },
  {
    name: "withdrawn while the bank thinks about the hold",
    sandbox: later("payment.authorize"),
    happens: [approved, takenBack("authorize-payment")],
    ends: { request: "withdrawn", run: "compensated", ledger: ["stock.reserve", "stock.release"] },
  },
  {
    name: "withdrawn while the bank takes the money",
    sandbox: [{ type: "payment.capture", behavior: "accept-later", afterEffect: true }],
    happens: [approved, takenBack("capture-payment")],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [
        "stock.reserve",
        `payment.authorize ${total}`,
        `payment.capture ${total}`,
        `payment.refund ${total}`,
        "stock.release",
      ],
    },
  },
  neverAnswered({
    name: "the bank takes the hold up and never comes back",
    sandbox: later("payment.authorize"),
    ledger: ["stock.reserve", "stock.release"],
    failure: "authorize-payment: no_answer",
  }),
  {
    name: "the bank takes its time",
    sandbox: [{ type: "payment.authorize", behavior: "accept-later", afterEffect: true }],
    happens: [approved, { passes: "P1D" }, { system: "completes", step: "authorize-payment" }],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.capture ${total}`, "shipping.create"],
    },
  },
  {
    name: "the bank takes its time and then declines",
    sandbox: later("payment.authorize"),
    happens: [approved, { system: "declines", step: "authorize-payment", reasonCode: "card_declined" }],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: ["stock.reserve", "stock.release"],
      failure: "authorize-payment: card_declined",
    },
  },
  {
    name: "the carrier does not answer and the admin ships it by hand",
    sandbox: [{ type: "shipping.create", behavior: "fail" }],
    happens: [approved, { who: "admin", answers: "create-shipment", with: "done" }],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["stock.reserve", `payment.authorize ${total}`, `payment.capture ${total}`],
    },
  },
];

export const scenarios: readonly Scenario[] = [...approvals, ...declined, ...unanswered, ...accepted];
