import type { Scenario } from "../support/scenario.ts";
import { amount, eur, spare } from "./kind.ts";
import { accepts, approves, counters, nothing, paid, paidOut, refused, underwritten } from "./shorthand.ts";
import { answers, completes, told } from "./happenings.ts";

export const rejected: readonly Scenario[] = [
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

export const incomplete = {
  payload: { documents: [] },
} as const;

export const incompletes: readonly Scenario[] = [
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
