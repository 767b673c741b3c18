import type { Rule } from "../support/sandbox-door.ts";
import type { Scenario } from "../support/scenario.ts";
import { approved, calledBack, checked, completed, failedAt, nothing, set, wentWell } from "./kind.ts";

const later = (type: Rule["type"]): readonly Rule[] => [{ type, behavior: "accept-later" }];

/** By the sandbox's sanctions list. */
const listed = {
  payee: { name: "Blocked Drains Ltd", account: { iban: "GB29NWBK60161331926819" }, country: "GB" },
};

export const checks: readonly Scenario[] = [
  {
    name: "the account has no funds",
    sandbox: [{ type: "funds.check", behavior: "decline", reasonCode: "insufficient_funds" }],
    happens: approved,
    ends: failedAt("check-funds: insufficient_funds"),
  },
  {
    name: "withdrawn while the funds are looked at",
    sandbox: later("funds.check"),
    happens: [...approved, { who: "requester", does: "withdraw", while: "check-funds" }],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "the payee's name is on a list, and it is somebody else",
    payload: listed,
    happens: [...approved, { who: "admin", answers: "clear-hit", with: "done" }, ...wentWell],
    ends: completed(),
  },
  {
    name: "the payee's name is on a list, and it is them",
    payload: listed,
    happens: [
      ...approved,
      { who: "admin", answers: "clear-hit", with: "cannotBeDone", comment: "Same date of birth" },
    ],
    ends: failedAt("clear-hit: cannot_be_done"),
  },
  {
    name: "withdrawn while somebody looks at the name",
    payload: listed,
    happens: [...approved, { who: "requester", does: "withdraw", while: "clear-hit" }],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "nobody screens the payee within a week",
    sandbox: [{ type: "payee.screen", behavior: "fail" }],
    happens: [...approved, { passes: "P7D" }],
    ends: failedAt("screen-payee: no_answer"),
  },
  {
    name: "over the limit by the time that it is approved",
    happens: [
      calledBack,
      {
        it: "the limit becomes less",
        does: (scene) => set(scene, { perPayeePerDay: [{ amount: "1249.99", currency: "EUR" }] }),
      },
      checked,
    ],
    ends: failedAt("release-file: over_payee_limit"),
  },
];
