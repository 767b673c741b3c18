import type { Happening, Scenario } from "../support/scenario.ts";
import { accepts, approves, nothing, paid, underwritten } from "./shorthand.ts";
import { completes, mayNotWithdraw } from "./happenings.ts";
import { incomplete } from "./rejected.ts";

const withdraws = (step?: string): Happening =>
  step === undefined
    ? { who: "requester", does: "withdraw" }
    : { who: "requester", does: "withdraw", while: step };
const withdrawn = { request: "withdrawn", run: "canceled", ledger: nothing } as const;

export const takenBack: readonly Scenario[] = [
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
