import type { Scenario } from "../support/scenario.ts";
import { afterStart, approved, hire, says, spare, spareStart, welcomed } from "./acts.ts";
import { daysPass } from "./days.ts";
import { preparedLedger, spareLedger, spareUndone } from "./ledgers.ts";

export const notClear: readonly Scenario[] = [
  {
    name: "the check finds something, and the head of HR takes it upon themselves",
    payload: { ...spare, ...hire("maria+consider@alfreds.example") },
    happens: [...spareStart, says("the head of HR", "decide-on-start", "override"), ...afterStart],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
  {
    name: "the check finds something, and the head of HR stops it",
    payload: { ...spare, ...hire("maria+consider@alfreds.example") },
    happens: [...spareStart, says("the head of HR", "decide-on-start", "stop")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, ...spareUndone],
      failure: "decide-on-start: stopped",
    },
  },
  {
    name: "the check is not back by the first day, and nobody decides",
    payload: spare,
    sandbox: [{ type: "background.check", behavior: "accept-later" }],
    happens: [...spareStart, { passes: "P7D" }],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, ...spareUndone],
      failure: "decide-on-start: no_answer",
    },
  },
  {
    name: "withdrawn while the head of HR thinks about it",
    payload: spare,
    sandbox: [{ type: "contract.prepare", behavior: "decline", reasonCode: "not_signed" }],
    happens: [...spareStart, { who: "requester", does: "withdraw", while: "decide-on-start" }],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: ["payroll.register", "account.create", "account.delete", "payroll.deregister"],
    },
  },
  {
    name: "the check comes back in time, although later",
    payload: spare,
    sandbox: [{ type: "background.check", behavior: "accept-later" }],
    happens: [
      approved,
      welcomed,
      daysPass(10),
      { system: "completes", step: "check-background", result: { status: "clear" } },
      daysPass(12),
      ...afterStart,
    ],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
];
