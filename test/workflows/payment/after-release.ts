import type { Happening, Scenario } from "../support/scenario.ts";
import { acknowledged, approved, completed, failedAt, onStatement, paid, released, total } from "./kind.ts";

const returned: Happening = {
  system: "completes",
  step: "reconcile",
  result: { status: "rejected", reasonCode: "AC04" },
};

export const afterRelease: readonly Scenario[] = [
  {
    name: "the bank rejects what it took",
    happens: [
      ...approved,
      {
        system: "completes",
        step: "await-acknowledgement",
        result: { status: "rejected", reasonCode: "AC01" },
      },
    ],
    ends: failedAt("await-acknowledgement: AC01", released),
  },
  {
    name: "the bank declines what it took",
    happens: [...approved, { system: "declines", step: "await-acknowledgement", reasonCode: "AM04" }],
    ends: failedAt("await-acknowledgement: AM04", released),
  },
  {
    name: "the bank is silent for two hours, and is asked",
    happens: [...approved, { passes: "PT2H" }, onStatement],
    ends: completed(),
  },
  {
    name: "the bank is silent and cannot be asked: somebody finds it out",
    sandbox: [{ type: "bank_acknowledgement.query", behavior: "decline", reasonCode: "closed" }],
    happens: [
      ...approved,
      { passes: "PT2H" },
      { who: "admin", answers: "settle-acknowledgement", with: "accepted" },
      onStatement,
    ],
    ends: completed(),
  },
  {
    name: "the bank is silent, and nobody finds out why",
    sandbox: [{ type: "bank_acknowledgement.query", behavior: "decline", reasonCode: "closed" }],
    happens: [...approved, { passes: "PT2H" }, { passes: "P30D" }],
    ends: failedAt("settle-acknowledgement: no_answer", released),
  },
  {
    name: "the ledger does not take it: somebody posts it by hand",
    sandbox: [{ type: "payment_posting.create", behavior: "decline", reasonCode: "period_closed" }],
    happens: [
      ...approved,
      acknowledged,
      { who: "admin", answers: "settle-posting", with: "posted" },
      onStatement,
    ],
    ends: completed(released),
  },
  {
    name: "the money comes back after it was posted",
    happens: [...approved, acknowledged, returned],
    ends: failedAt("reconcile: AC04", [...paid, `payment_posting.reverse ${total}`]),
  },
  {
    name: "the money comes back after it was posted by hand",
    sandbox: [{ type: "payment_posting.create", behavior: "decline", reasonCode: "period_closed" }],
    happens: [
      ...approved,
      acknowledged,
      { who: "admin", answers: "settle-posting", with: "posted" },
      returned,
      { who: "admin", answers: "reverse-posting-by-hand", with: "done" },
    ],
    ends: failedAt("reconcile: AC04", released),
  },
  {
    name: "no statement comes: somebody finds it out",
    happens: [
      ...approved,
      acknowledged,
      { passes: "P5D" },
      { who: "admin", answers: "settle-reconciliation", with: "accepted" },
    ],
    ends: completed(),
  },
  {
    name: "the money comes back and the posting cannot be reversed",
    sandbox: [{ type: "payment_posting.reverse", behavior: "fail" }],
    happens: [...approved, acknowledged, returned, { passes: "P14D" }],
    ends: { request: "approved", run: "failed", ledger: paid, failure: "reconcile: AC04" },
  },
];
