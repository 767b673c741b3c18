import type { Scenario } from "../support/scenario.ts";
import { amount, eur } from "./kind.ts";
import { accepts, counters, nothing, paidOut, underwritten, week } from "./shorthand.ts";
import { answers, completes, edits, told } from "./happenings.ts";

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

export const cameToNothing: readonly Scenario[] = [
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

export const neverAnswered: readonly Scenario[] = [
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
