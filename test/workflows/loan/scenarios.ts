import { changeKindSettings } from "../../../services/kinds/change-settings.ts";
import { loanExamples } from "../../../workflows/loan/examples.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import type { People } from "../support/people.ts";
import { answers, completes, edits, mayNotWithdraw, told } from "./happenings.ts";

const committee = ["chair", "treasurer", "counsel", "actuary", "founder"] as const;

const seats = (people: People, ...names: readonly string[]) =>
  names.map((name) => ({ member: people.others[name] }));

/** Hits go to compliance, two different underwriters sign, and above 10,000 three of five of the committee do. */
const rules = (people: People): readonly unknown[] => {
  const compliance = {
    name: "compliance",
    when: "findings.kycHit || findings.sanctionsHit",
    approvers: seats(people, "compliance officer"),
    quorum: "any",
    deadline: "P5D",
  };
  const underwriting = (name: string) => ({
    name,
    approvers: seats(people, "underwriter", "senior underwriter"),
    quorum: "any",
    deadline: "P10D",
    onDeadline: "reject",
    assurance: "link",
  });
  const four = [compliance, underwriting("underwriting"), underwriting("second look")];
  const separation = { nobodyTwice: true };
  return [
    {
      name: "poor odds",
      when: "findings.score < 540 && findings.score > 0",
      autoReject: { reasonCode: "credit_score" },
    },
    {
      name: "above the limit",
      when: "amount > 10000.0",
      stages: [
        ...four,
        { name: "committee", approvers: seats(people, ...committee), quorum: { count: 3 }, deadline: "P10D" },
      ],
      separation,
    },
    { name: "usual", stages: four, separation },
  ];
};

const [, spare] = loanExamples;
const contact = { name: "Carla Neumann", email: "carla.neumann@mail.example" };
const amount = "2500.00 EUR";
const eur = (sum: string) => ({ amount: sum, currency: "EUR" });

export const loan: KindUnderTest = {
  kind: "loan",
  payload: () => ({ ...spare, contact, documents: ["proofOfIdentity"] }),
  rules,
  tasks: ["applicant.*", "credit.*", "notice.*", "loan.*"],
  undoings: [
    { effect: "loan.disburse", undoneBy: "loan.reverse" },
    { effect: "loan.book", undoneBy: "loan.unbook" },
  ],
  prepare: ({ ctx }) =>
    changeKindSettings(ctx, {
      kind: "loan",
      settings: { requiredDocuments: ["proofOfIdentity"] },
      revision: null,
    }).then(() => undefined),
  people: ["compliance officer", "underwriter", "senior underwriter", ...committee],
};

const approves = (...who: readonly string[]): readonly Happening[] =>
  who.map((one) => ({ who: one, does: "approve" }));
const underwritten = approves("underwriter", "senior underwriter");
const accepts = answers("make-offer", "accept");
const counters = (sum: string, termMonths: number, step = "make-offer") =>
  answers(step, "counter", { amount: eur(sum), termMonths });
const paidOut = (sum: string): readonly string[] => [`loan.disburse ${sum}`, `loan.book ${sum}`];
const week: Happening = { passes: "P7D" };

const paid = { request: "approved", run: "completed", ledger: paidOut(amount) } as const;
const refused = { request: "rejected", run: "completed", ledger: ["notice.send"] } as const;
const nothing: readonly string[] = [];

const granted: readonly Scenario[] = [
  {
    name: "identified by callback, underwritten by two, accepted and paid out",
    isGoodWay: true,
    sandbox: [{ type: "applicant.verify", behavior: "accept-later" }],
    happens: [completes("verify-identity", { hit: false }), ...underwritten, accepts],
    ends: paid,
  },
  {
    name: "above the limit three of five of the committee approve",
    payload: { amount: eur("12500.00") },
    happens: [...underwritten, ...approves("chair", "counsel", "founder"), accepts],
    ends: { ...paid, ledger: paidOut("12500.00 EUR") },
  },
  {
    name: "an identity hit is cleared by compliance",
    payload: { applicationNumber: "LN-1-PEP" },
    happens: [...approves("compliance officer"), ...underwritten, accepts],
    ends: paid,
  },
  {
    name: "a sanctions hit that compliance has cleared is no new one before the money goes out",
    payload: { applicationNumber: "LN-1-LISTED" },
    happens: [...approves("compliance officer"), ...underwritten, accepts],
    ends: paid,
  },
  {
    name: "a credit report of 45 days is refreshed",
    payload: { applicationNumber: "LN-1-STALE" },
    happens: [...underwritten, accepts],
    ends: paid,
  },
  {
    name: "what was a condition is shown",
    payload: { conditions: ["proofOfIncome"] },
    happens: [
      ...underwritten,
      completes("collect-conditions", { proofOfIncome: "doc_1" }),
      answers("verify-conditions", "met"),
      accepts,
    ],
    ends: paid,
  },
  {
    name: "an underwriter adds a condition, and approvals stand",
    happens: [
      ...approves("underwriter"),
      edits("senior underwriter", { conditions: ["bankStatements"] }),
      ...approves("senior underwriter"),
      completes("collect-conditions", { bankStatements: "doc_1" }),
      answers("verify-conditions", "met"),
      accepts,
    ],
    ends: paid,
  },
  {
    name: "the applicant asks for less, and is offered it at once",
    happens: [...underwritten, counters("2000.00", 10), answers("make-second-offer", "accept")],
    ends: { ...paid, ledger: paidOut("2000.00 EUR") },
  },
  {
    name: "the applicant asks for more, which is underwritten anew",
    happens: [
      ...underwritten,
      counters("3500.00", 12),
      ...underwritten,
      answers("make-second-offer", "accept"),
    ],
    ends: { ...paid, ledger: paidOut("3500.00 EUR") },
  },
  {
    name: "the amount is edited while it is underwritten, and everybody is asked anew",
    happens: [
      ...approves("underwriter"),
      edits("requester", { amount: eur("4000.00") }),
      ...underwritten,
      accepts,
    ],
    ends: { ...paid, ledger: paidOut("4000.00 EUR") },
  },
];

const rejected: readonly Scenario[] = [
  {
    name: "rejected by an underwriter, with the reasons of the score",
    happens: [{ who: "underwriter", does: "reject", comment: "No" }],
    ends: { ...refused, also: told("adverse_action: credit_history") },
  },
  {
    name: "rejected by the policy for poor odds",
    payload: {
      termMonths: 48,
      purpose: "new_car",
      amount: eur("9000.00"),
      financials: {
        ...spare?.financials,
        checkingAccount: "overdrawn",
        savings: "under_100",
        installmentRatePercent: 4,
        property: "none",
      },
    },
    happens: [],
    ends: {
      ...refused,
      also: told("adverse_action: bank_account, term_requested, amount_requested, obligations_to_income"),
    },
  },
  {
    name: "silence of the underwriters rejects, and the applicant is told",
    happens: [{ passes: "the deadline" }],
    ends: { ...refused, also: told("adverse_action: credit_history") },
  },
  {
    name: "nobody of that name could be identified",
    payload: { applicationNumber: "LN-1-NOBODY" },
    happens: [],
    ends: { ...refused, also: told("adverse_action: identity_not_verified") },
  },
  {
    name: "compliance does not clear a hit",
    payload: { applicationNumber: "LN-1-LISTED" },
    happens: [{ who: "compliance officer", does: "reject", comment: "The same person" }],
    ends: refused,
  },
  {
    name: "open defaults are the first reason",
    payload: { applicationNumber: "LN-1-DEFAULTS" },
    happens: [{ who: "underwriter", does: "reject" }],
    ends: { ...refused, also: told("adverse_action: delinquent_obligations, credit_history") },
  },
  {
    name: "more than was approved is rejected the second time",
    happens: [...underwritten, counters("9500.00", 12), { who: "underwriter", does: "reject" }],
    ends: refused,
  },
  {
    name: "one veto of the committee",
    payload: { amount: eur("12500.00") },
    happens: [...underwritten, ...approves("chair"), { who: "founder", does: "reject" }],
    ends: refused,
  },
  {
    name: "the mail room never answers about the notice",
    sandbox: [{ type: "notice.send", behavior: "fail" }],
    happens: [{ who: "underwriter", does: "reject" }, { passes: "P14D" }],
    ends: { request: "rejected", run: "failed", ledger: nothing },
  },
];

const incomplete = {
  payload: { documents: [] },
} as const;

const incompletes: readonly Scenario[] = [
  {
    name: "an incomplete application is completed, and goes its way",
    ...incomplete,
    happens: [completes("collect-missing", { proofOfIdentity: "doc_1" }), ...underwritten, accepts],
    ends: { ...paid, ledger: ["notice.send", ...paidOut(amount)], also: told("incompleteness: ") },
  },
  {
    name: "an incomplete application without an answer is considered no further",
    ...incomplete,
    happens: [{ passes: "P30D" }],
    ends: {
      ...refused,
      ledger: ["notice.send", "notice.send"],
      also: told("incompleteness: ", "adverse_action: application_incomplete"),
    },
  },
  {
    name: "the applicant cannot send what is missing",
    ...incomplete,
    happens: [answers("collect-missing", "cannotSend")],
    ends: { ...refused, ledger: ["notice.send", "notice.send"] },
  },
];

type Undone = Pick<Scenario, "name" | "payload" | "sandbox" | "happens"> & {
  readonly ledger: readonly string[];
  readonly failure: string;
  readonly also?: Scenario["ends"]["also"];
};

/** An approved loan that did not come about. */
const undone = ({ ledger, failure, also, ...scenario }: Undone): Scenario => ({
  ...scenario,
  ends: {
    request: "approved",
    run: "compensated",
    ledger,
    failure,
    ...(also === undefined ? {} : { also }),
  },
});

const cameToNothing: readonly Scenario[] = [
  undone({
    name: "the applicant declines the offer",
    happens: [...underwritten, answers("make-offer", "decline")],
    ledger: ["notice.send"],
    failure: "make-offer: offer_declined",
    also: told("offer_not_taken: "),
  }),
  undone({
    name: "the offer runs out after fourteen days",
    happens: [...underwritten, { passes: "P14D" }],
    ledger: ["notice.send"],
    failure: "make-offer: offer_expired",
  }),
  undone({
    name: "a counteroffer of less than was applied for is not taken: told with the reasons",
    happens: [
      edits("underwriter", { amount: eur("2400.00") }),
      ...underwritten,
      answers("make-offer", "decline"),
    ],
    ledger: ["notice.send"],
    failure: "make-offer: offer_declined",
    also: told("counteroffer_not_taken: credit_history"),
  }),
  undone({
    name: "no agreement in three offers",
    happens: [
      ...underwritten,
      counters("2000.00", 10),
      counters("1900.00", 10, "make-second-offer"),
      answers("make-last-offer", "decline"),
    ],
    ledger: ["notice.send"],
    failure: "make-last-offer: offer_declined",
  }),
  undone({
    name: "the conditions are not shown in time",
    payload: { conditions: ["proofOfIncome"] },
    happens: [...underwritten, { passes: "P30D" }],
    ledger: ["notice.send"],
    failure: "collect-conditions: no_answer",
    also: told("adverse_action: conditions_not_met"),
  }),
  undone({
    name: "the documents do not meet the conditions",
    payload: { conditions: ["proofOfIncome"] },
    happens: [...underwritten, completes("collect-conditions"), answers("verify-conditions", "notMet")],
    ledger: ["notice.send"],
    failure: "verify-conditions: conditions_not_met",
  }),
  undone({
    name: "on a sanctions list since the approval",
    payload: { applicationNumber: "LN-1-LATER" },
    happens: [...underwritten, accepts],
    ledger: ["notice.send"],
    failure: "rescreen-sanctions: screening",
    also: told("adverse_action: screening"),
  }),
  undone({
    name: "the account takes no money",
    payload: { applicationNumber: "LN-1-CLOSED" },
    happens: [...underwritten, accepts],
    ledger: nothing,
    failure: "disburse: account_closed",
  }),
  undone({
    name: "the loan cannot be booked: the money comes back",
    sandbox: [{ type: "loan.book", behavior: "decline", reasonCode: "ledger_closed" }],
    happens: [...underwritten, accepts],
    ledger: [`loan.disburse ${amount}`, `loan.reverse ${amount}`],
    failure: "book: ledger_closed",
  }),
];

const neverAnswered: readonly Scenario[] = [
  undone({
    name: "the second screening never answers",
    happens: [...underwritten, { sandbox: [{ type: "applicant.screen", behavior: "fail" }] }, accepts, week],
    ledger: nothing,
    failure: "rescreen-sanctions: no_answer",
  }),
  undone({
    name: "the bank never answers",
    sandbox: [{ type: "loan.disburse", behavior: "fail" }],
    happens: [...underwritten, accepts, week],
    ledger: nothing,
    failure: "disburse: no_answer",
  }),
  undone({
    name: "the bank pays and never says so",
    sandbox: [{ type: "loan.disburse", behavior: "fail", afterEffect: true }],
    happens: [...underwritten, accepts, week],
    ledger: [`loan.disburse ${amount}`, `loan.reverse ${amount}`],
    failure: "disburse: no_answer",
  }),
  undone({
    name: "the loan book books and never says so",
    sandbox: [{ type: "loan.book", behavior: "fail", afterEffect: true }],
    happens: [...underwritten, accepts, week],
    ledger: [...paidOut(amount), `loan.unbook ${amount}`, `loan.reverse ${amount}`],
    failure: "book: no_answer",
  }),
  {
    name: "what was paid cannot be reversed",
    sandbox: [
      { type: "loan.book", behavior: "decline", reasonCode: "ledger_closed" },
      { type: "loan.reverse", behavior: "fail" },
    ],
    happens: [...underwritten, accepts, { passes: "P14D" }],
    ends: {
      request: "approved",
      run: "failed",
      ledger: [`loan.disburse ${amount}`],
      failure: "book: ledger_closed",
    },
  },
  ...(
    [
      ["the identity check", "applicant.verify", "verify-identity"],
      ["the first screening", "applicant.screen", "screen-sanctions"],
      ["the credit bureau", "credit.report", "pull-credit-report"],
    ] as const
  ).map(
    ([who, type, step]): Scenario => ({
      name: `${who} never answers, and the request is canceled`,
      sandbox: [{ type, behavior: "fail" }],
      happens: [week],
      ends: { request: "canceled", run: "compensated", ledger: nothing, failure: `${step}: no_answer` },
    }),
  ),
];

const withdraws = (step?: string): Happening =>
  step === undefined
    ? { who: "requester", does: "withdraw" }
    : { who: "requester", does: "withdraw", while: step };
const withdrawn = { request: "withdrawn", run: "canceled", ledger: nothing } as const;

const takenBack: readonly Scenario[] = [
  {
    name: "withdrawn while the applicant is identified",
    sandbox: [{ type: "applicant.verify", behavior: "accept-later" }],
    happens: [withdraws("verify-identity")],
    ends: withdrawn,
  },
  {
    name: "withdrawn while it is not complete",
    ...incomplete,
    happens: [withdraws("collect-missing")],
    ends: { ...withdrawn, ledger: ["notice.send"] },
  },
  {
    name: "withdrawn between the two underwriters",
    happens: [...approves("underwriter"), withdraws()],
    ends: withdrawn,
  },
  {
    name: "withdrawn while the conditions are open",
    payload: { conditions: ["proofOfIncome"] },
    happens: [...underwritten, withdraws("collect-conditions")],
    ends: withdrawn,
  },
  {
    name: "withdrawn while the applicant thinks about the offer",
    happens: [...underwritten, withdraws("make-offer")],
    ends: withdrawn,
  },
  {
    name: "canceled by the admin while it is underwritten",
    happens: [{ who: "admin", does: "cancel" }],
    ends: { request: "canceled", run: "canceled", ledger: nothing },
  },
  {
    name: "not withdrawn any more once the money is on its way",
    sandbox: [{ type: "loan.disburse", behavior: "accept-later", afterEffect: true }],
    happens: [...underwritten, accepts, mayNotWithdraw, completes("disburse", { disbursementId: "dis_1" })],
    ends: paid,
  },
];

export const scenarios: readonly Scenario[] = [
  ...granted,
  ...rejected,
  ...incompletes,
  ...cameToNothing,
  ...neverAnswered,
  ...takenBack,
];
