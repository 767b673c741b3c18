import { expect } from "vitest";
import { changeKindSettings } from "../../../services/kinds/change-settings.ts";
import { createRequest, editRequest, getRequest, withdrawRequest } from "../../../services/requests/index.ts";
import { paymentExamples } from "../../../workflows/payment/examples.ts";
import type { Rule } from "../support/sandbox-door.ts";
import { happen } from "../support/happen.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

const total = "1250.00 EUR";
const noon = 12;
const millisecondsPerHour = 3_600_000;

/** Where it is between twelve and one now: a bank there is open whenever the tests run. */
const zoneAtNoon = (): string => {
  const ahead = noon - new Date().getUTCHours();
  return ahead < 0 ? `Etc/GMT+${-ahead}` : `Etc/GMT-${ahead}`;
};
const daysFromNow = (days: number): string =>
  new Date(Date.now() + days * 24 * millisecondsPerHour).toISOString().slice(0, 10);

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const openBank = () => ({
  bankTimeZone: zoneAtNoon(),
  bankDays: everyDay,
  opening: "00:01",
  cutOff: "23:59",
});

const set = async ({ ctx }: Pick<Scene, "ctx">, settings: object): Promise<unknown> =>
  changeKindSettings(ctx, { kind: "payment", settings: { ...openBank(), ...settings }, revision: null });

export const payment: KindUnderTest = {
  kind: "payment",
  payload: () => ({ ...paymentExamples[0], requestedExecutionDate: daysFromNow(0) }),
  rules: ({ finance, others }) => [
    {
      name: "sent twice",
      when: "findings.duplicateEndToEndId == true",
      autoReject: { reasonCode: "duplicate_end_to_end_id", comment: "A payment of this id is under way." },
    },
    {
      name: "over a limit",
      when: "findings.overPayeeLimit || findings.overDayLimit",
      autoReject: { reasonCode: "over_limit", comment: "Over the limit of the day." },
    },
    {
      name: "all others",
      separation: { nobodyTwice: true },
      stages: [
        {
          name: "call back",
          when: "findings.firstPayment || findings.payeeChangedRecently",
          approvers: [{ member: others["treasurer"] }],
          quorum: "any",
          deadline: "P2D",
        },
        { name: "check", approvers: [{ group: finance }], quorum: "any", deadline: "P2D" },
        {
          name: "second check",
          when: "findings.twoCheckers == true",
          approvers: [{ group: finance }],
          quorum: "any",
          deadline: "P2D",
        },
      ],
    },
  ],
  tasks: [
    "funds.*",
    "payee.*",
    "payment_file.*",
    "bank_acknowledgement.*",
    "payment_posting.*",
    "bank_statement.*",
  ],
  undoings: [{ effect: "payment_posting.create", undoneBy: "payment_posting.reverse" }],
  people: ["treasurer"],
  prepare: async (scene) => {
    await set(scene, {});
  },
};

const calledBack: Happening = { who: "treasurer", does: "approve", comment: "Called the known number" };
const checked: Happening = { who: "controller", does: "approve" };
const acknowledged: Happening = {
  system: "completes",
  step: "await-acknowledgement",
  result: { status: "accepted" },
};
const onStatement: Happening = { system: "completes", step: "reconcile", result: { status: "accepted" } };
const returned: Happening = {
  system: "completes",
  step: "reconcile",
  result: { status: "rejected", reasonCode: "AC04" },
};

const approved = [calledBack, checked];
const wentWell = [acknowledged, onStatement];
const nothing: readonly string[] = [];
const released = [`payment_file.release ${total}`];
const paid = [...released, `payment_posting.create ${total}`];

const completed = (ledger: readonly string[] = paid): Scenario["ends"] => ({
  request: "approved",
  run: "completed",
  ledger,
});
const failedAt = (failure: string, ledger: readonly string[] = nothing): Scenario["ends"] => ({
  request: "approved",
  run: "compensated",
  ledger,
  failure,
});

const largeTotal = { amount: "50000.01", currency: "EUR" };
const large = {
  total: largeTotal,
  lines: [{ endToEndId: "INV-1", amount: largeTotal, remittance: "Machine" }],
};

const refuses = async (work: Promise<unknown>, code: string): Promise<void> => {
  await expect(work).rejects.toMatchObject({ code });
};

const edit = async ({ ctx, people, requestId, request }: Scene, change: object): Promise<void> => {
  const { currentVersion, versions } = await request();
  const payload = versions.find(({ version }) => version === currentVersion)?.payload as object;
  await editRequest(ctx, {
    id: requestId,
    requestVersion: currentVersion,
    payload: { ...payload, ...change },
    actingMemberId: people.requester,
  });
};

const approvals: readonly Scenario[] = [
  {
    name: "called back, checked, released, acknowledged, posted and reconciled",
    isGoodWay: true,
    happens: [...approved, ...wentWell],
    ends: completed(),
  },
  {
    name: "above 50,000 two people check, and nobody does so twice",
    payload: large,
    happens: [
      ...approved,
      {
        it: "the controller wants to check it a second time",
        does: (scene) =>
          expect(happen(scene, checked)).rejects.toMatchObject({ code: "decision.not_eligible" }),
      },
      { who: "accountant", does: "approve" },
      ...wentWell,
    ],
    ends: completed(["payment_file.release 50000.01 EUR", "payment_posting.create 50000.01 EUR"]),
  },
  {
    name: "a second payment of the same id is rejected by the policy",
    happens: [
      {
        it: "the same payment is asked for again",
        does: async ({ ctx, people, request, world }) => {
          const { versions } = await request();
          const again = await createRequest(ctx, {
            kind: "payment",
            title: "Again",
            requester: { memberId: people.requester },
            payload: versions[0]?.payload as Record<string, unknown>,
          });
          await world.settled();
          expect(await getRequest(ctx, again.id)).toMatchObject({ status: "rejected" });
          expect(await world.sandbox.ledger(again.id)).toEqual([]);
        },
      },
      { who: "requester", does: "withdraw" },
    ],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "the payee does not know of the new account",
    happens: [{ who: "treasurer", does: "reject", comment: "They never changed their bank" }],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "the checker rejects it",
    happens: [calledBack, { who: "accountant", does: "reject", comment: "The invoice is disputed" }],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "nobody calls back in time",
    happens: [{ passes: "the deadline" }],
    ends: { request: "expired", run: "completed", ledger: nothing },
  },
  {
    name: "withdrawn before anybody has checked it",
    happens: [calledBack, { who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
];

const later = (type: Rule["type"]): readonly Rule[] => [{ type, behavior: "accept-later" }];

const checks: readonly Scenario[] = [
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
    payload: {
      payee: {
        name: "Blocked Drains Ltd",
        account: { iban: "GB29NWBK60161331926819" },
        country: "GB",
      },
    },
    happens: [...approved, { who: "admin", answers: "clear-hit", with: "done" }, ...wentWell],
    ends: completed(),
  },
  {
    name: "the payee's name is on a list, and it is them",
    payload: {
      payee: {
        name: "Blocked Drains Ltd",
        account: { iban: "GB29NWBK60161331926819" },
        country: "GB",
      },
    },
    happens: [
      ...approved,
      { who: "admin", answers: "clear-hit", with: "cannotBeDone", comment: "Same date of birth" },
    ],
    ends: failedAt("clear-hit: cannot_be_done"),
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

const cutOffPasses: Happening = {
  it: "the bank's cut-off passes",
  does: (scene) => set(scene, { cutOff: "00:02" }),
};
const nextMorning: readonly Happening[] = [
  { it: "the bank opens on the next day", does: (scene) => set(scene, {}) },
  { passes: "P1D" },
];

const window: readonly Scenario[] = [
  {
    name: "approved after the cut-off, carried out on the next day",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      {
        it: "the request says so",
        does: async ({ request }) => {
          const { status, run, findings } = await request();
          expect({ status, run: run?.status, findings }).toMatchObject({
            status: "approved",
            run: "waiting",
            findings: { valueDate: daysFromNow(1), valueDateMoved: "cut_off" },
          });
        },
      },
      ...nextMorning,
      ...wentWell,
    ],
    ends: completed(),
  },
  {
    name: "withdrawn while it waits for the bank",
    happens: [calledBack, cutOffPasses, checked, { who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "a line is left out while it waits, and nobody is asked again",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      {
        it: "the requester leaves a line out",
        does: (scene) =>
          edit(scene, {
            lines: paymentExamples[0]?.lines?.slice(0, 1),
            total: { amount: "1000.00", currency: "EUR" },
          }),
      },
      ...nextMorning,
      ...wentWell,
    ],
    ends: completed(["payment_file.release 1000.00 EUR", "payment_posting.create 1000.00 EUR"]),
  },
  {
    name: "the payee is edited while it waits, and everybody is asked again",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      {
        it: "the requester edits the payee's account",
        does: (scene) =>
          edit(scene, {
            payee: { ...paymentExamples[0]?.payee, account: { iban: "BE68539007547034" } },
          }),
      },
      ...nextMorning,
      calledBack,
      checked,
      ...wentWell,
    ],
    ends: completed(),
  },
  {
    name: "the funds are gone on the next day",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      { sandbox: [{ type: "funds.check", behavior: "decline", reasonCode: "insufficient_funds" }] },
      ...nextMorning,
    ],
    ends: failedAt("check-funds-again: insufficient_funds"),
  },
];

const lost: Rule = { type: "payment_file.release", behavior: "fail" };

const releases: readonly Scenario[] = [
  {
    name: "the bank declines the file",
    sandbox: [{ type: "payment_file.release", behavior: "decline", reasonCode: "account_blocked" }],
    happens: approved,
    ends: failedAt("release-file: account_blocked"),
  },
  {
    name: "the bank takes the file and never says so: it is found, and not sent again",
    sandbox: [{ ...lost, afterEffect: true }],
    happens: [...approved, ...wentWell],
    ends: completed(),
  },
  {
    name: "the file is lost on its way: the bank does not know it, and it is sent again",
    sandbox: [{ ...lost, times: 1 }],
    happens: [...approved, ...wentWell],
    ends: completed(),
  },
  {
    name: "the bank takes the file for later and is silent: it is looked up, then sent again",
    sandbox: [{ type: "payment_file.release", behavior: "accept-later", times: 1 }],
    happens: [...approved, { passes: "PT4H" }, ...wentWell],
    ends: completed(),
  },
  {
    name: "the file is lost twice, and is not to be sent any more",
    sandbox: [lost],
    happens: [
      ...approved,
      { who: "admin", answers: "settle-release", with: "notReleased", comment: "The bank is down" },
    ],
    ends: failedAt("settle-release: not_released"),
  },
  {
    name: "the bank cannot be asked: nothing is sent again before somebody knows",
    sandbox: [
      { ...lost, afterEffect: true },
      { type: "payment_file.look_up", behavior: "fail" },
    ],
    happens: [
      ...approved,
      { passes: "P1D" },
      { who: "admin", answers: "settle-release", with: "released" },
      ...wentWell,
    ],
    ends: completed(),
  },
  {
    name: "somebody looks it up where the system cannot",
    sandbox: [
      { ...lost, afterEffect: true },
      { type: "payment_file.look_up", behavior: "fail" },
    ],
    happens: [...approved, { who: "admin", answers: "look-up-file", with: "known" }, ...wentWell],
    ends: completed(),
  },
  {
    name: "neither withdrawn nor edited once it is released",
    happens: [
      ...approved,
      {
        it: "the requester wants it back",
        does: ({ ctx, requestId, people }) =>
          refuses(
            withdrawRequest(ctx, { id: requestId, actingMemberId: people.requester }),
            "approval_request.committed",
          ),
      },
      {
        it: "the requester wants to edit it",
        does: (scene) => refuses(edit(scene, { remittance: "Other" }), "approval_request.not_editable"),
      },
      ...wentWell,
    ],
    ends: completed(),
  },
];

const afterRelease: readonly Scenario[] = [
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

export const scenarios: readonly Scenario[] = [
  ...approvals,
  ...checks,
  ...window,
  ...releases,
  ...afterRelease,
];
