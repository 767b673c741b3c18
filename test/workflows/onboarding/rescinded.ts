import type { Scenario } from "../support/scenario.ts";
import { approved, equipmentDay, prepared, rescind, says, started, us, welcomed } from "./acts.ts";
import { daysPass } from "./days.ts";
import { handsIn, keeps } from "./hand-in.ts";
import {
  allUndone,
  equipment,
  preparedLedger,
  spareLedger,
  spareUndone,
  startedLedger,
  usUndone,
} from "./ledgers.ts";

const undoneAfterStart = [...startedLedger, ...allUndone];

export const rescinded: readonly Scenario[] = [
  {
    name: "the offer is rescinded while everybody prepares",
    happens: [approved, welcomed, rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...preparedLedger, "account.delete", "payroll.deregister", "contract.void"],
    },
  },
  {
    name: "the offer is rescinded once the documents are there",
    happens: [approved, ...prepared, rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [
        ...preparedLedger,
        "documents.delete",
        "account.delete",
        "payroll.deregister",
        "contract.void",
      ],
    },
  },
  {
    name: "what was handed in is deleted when nobody starts",
    payload: { ...us, documents: ["identity", "bankDetails"] },
    happens: [approved, welcomed, handsIn("identity", "bankDetails"), rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...preparedLedger, "documents.delete", ...spareUndone],
      also: keeps(),
    },
  },
  {
    name: "what belongs to form I-9 is kept of somebody who has started",
    payload: { ...us, documents: ["identity", "bankDetails"] },
    happens: [approved, welcomed, handsIn("identity", "bankDetails"), daysPass(22), rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...spareLedger, ...usUndone],
      also: keeps("identity"),
    },
  },
  {
    name: "the offer is rescinded before the first day",
    happens: [approved, ...prepared, equipmentDay, rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...preparedLedger, `equipment.order ${equipment}`, ...allUndone.slice(1)],
    },
  },
  {
    name: "canceled while the accounts are activated",
    sandbox: [{ type: "account.activate", behavior: "accept-later", afterEffect: true }],
    happens: [...started, { who: "admin", does: "cancel", while: "activate-accounts" }],
    ends: { request: "canceled", run: "compensated", ledger: undoneAfterStart },
  },
  {
    name: "rescinded after the start, when nobody has shown up",
    happens: [...started, rescind],
    ends: { request: "withdrawn", run: "compensated", ledger: undoneAfterStart },
  },
  {
    name: "the new hire will not start",
    happens: [approved, welcomed, says("the new hire", "collect-documents", "withdraw")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, "account.delete", "payroll.deregister", "contract.void"],
      failure: "collect-documents: will_not_start",
    },
  },
];
