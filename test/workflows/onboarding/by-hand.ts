import type { Scenario } from "../support/scenario.ts";
import { afterStart, approved, hire, rescind, says, spare, spareStart, verified, welcomed } from "./acts.ts";
import { daysPass } from "./days.ts";
import { preparedLedger, spareUndone, startedLedger } from "./ledgers.ts";

export const byHand: readonly Scenario[] = [
  {
    name: "what the systems would not do is done by hand",
    payload: {
      ...spare,
      ...hire("root@alfreds.example"),
      equipment: [{ sku: "LAPTOP-EOL", description: "Laptop", price: { amount: "900.00", currency: "EUR" } }],
    },
    happens: [
      approved,
      welcomed,
      says("IT", "set-up-account", "created", { accountId: "m.anders" }),
      daysPass(8),
      says("IT", "provide-equipment", "provided"),
      daysPass(14),
      rescind,
      says("IT", "take-back-equipment", "done"),
      says("IT", "remove-account", "done"),
    ],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [
        "contract.prepare",
        "payroll.register",
        "account.activate",
        "account.revoke",
        "payroll.deregister",
        "contract.void",
      ],
    },
  },
  {
    name: "there is no account to activate",
    payload: spare,
    sandbox: [{ type: "account.activate", behavior: "decline", reasonCode: "no_account" }],
    happens: spareStart,
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, ...spareUndone],
      failure: "activate-accounts: no_account",
    },
  },
  {
    name: "nobody prepares anything, and the new hire starts all the same",
    payload: { access: [] },
    happens: [approved, daysPass(22), verified, ...afterStart],
    ends: {
      request: "approved",
      run: "completed",
      ledger: startedLedger,
    },
  },
];
