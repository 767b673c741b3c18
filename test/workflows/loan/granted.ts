import type { Scenario } from "../support/scenario.ts";
import { eur } from "./kind.ts";
import { accepts, approves, counters, paid, paidOut, underwritten } from "./shorthand.ts";
import { answers, completes, edits } from "./happenings.ts";

export const granted: readonly Scenario[] = [
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
