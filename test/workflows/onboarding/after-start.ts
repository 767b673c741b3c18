import type { Scenario } from "../support/scenario.ts";
import { afterStart, says, spare, spareStart, us, usStart } from "./acts.ts";
import { daysPass } from "./days.ts";
import { spareLedger, spareUndone, usUndone } from "./ledgers.ts";

export const eligibility: readonly Scenario[] = [
  {
    name: "the papers are looked at too late",
    payload: us,
    happens: [
      ...usStart,
      daysPass(8),
      says("the head of HR", "verify-eligibility-late", "verified", {
        document: "US passport",
        isReceipt: false,
      }),
      ...afterStart,
    ],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
  {
    name: "there is no right to work",
    payload: us,
    happens: [...usStart, says("HR", "verify-eligibility", "notEligible")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...spareLedger, ...usUndone],
      failure: "verify-eligibility: not_eligible",
    },
  },
  {
    name: "a receipt is shown, and never the document",
    payload: us,
    happens: [
      ...usStart,
      says("HR", "verify-eligibility", "verified", { document: "receipt", isReceipt: true }),
      daysPass(84),
      says("HR", "replace-receipt", "notShown"),
    ],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...spareLedger, ...usUndone],
      failure: "replace-receipt: not_eligible",
    },
  },
];

export const firstQuarter: readonly Scenario[] = [
  {
    name: "the manager misses a talk twice, and HR holds it",
    payload: spare,
    happens: [
      ...spareStart,
      daysPass(32),
      { passes: "P4D" },
      { passes: "P4D" },
      says("HR", "check-in-30-by-hr", "held"),
      ...afterStart.slice(2),
    ],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
  {
    name: "the employment ends on probation",
    payload: spare,
    happens: [...spareStart, ...afterStart.slice(0, 5), says("the manager", "decide-probation", "end")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...spareLedger, "account.revoke", ...spareUndone],
      failure: "decide-probation: employment_ended",
    },
  },
];
