import { paymentExamples } from "../../../workflows/payment/examples.ts";
import { changeKindSettings } from "../../../services/kinds/change-settings.ts";
import { editRequest } from "../../../services/requests/index.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

export const total = "1250.00 EUR";
const noon = 12;
const millisecondsPerHour = 3_600_000;

/** Where it is between twelve and one now: a bank there is open whenever the tests run. */
const zoneAtNoon = (): string => {
  const ahead = noon - new Date().getUTCHours();
  return ahead < 0 ? `Etc/GMT+${-ahead}` : `Etc/GMT-${ahead}`;
};
export const daysFromNow = (days: number): string =>
  new Date(Date.now() + days * 24 * millisecondsPerHour).toISOString().slice(0, 10);

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const openBank = () => ({
  bankTimeZone: zoneAtNoon(),
  bankDays: everyDay,
  opening: "00:01",
  cutOff: "23:59",
});

export const set = async ({ ctx }: Pick<Scene, "ctx">, settings: object): Promise<unknown> =>
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

export const calledBack: Happening = {
  who: "treasurer",
  does: "approve",
  comment: "Called the known number",
};
export const checked: Happening = { who: "controller", does: "approve" };
export const acknowledged: Happening = {
  system: "completes",
  step: "await-acknowledgement",
  result: { status: "accepted" },
};
export const onStatement: Happening = {
  system: "completes",
  step: "reconcile",
  result: { status: "accepted" },
};
export const approved = [calledBack, checked];
export const wentWell = [acknowledged, onStatement];
export const nothing: readonly string[] = [];
export const released = [`payment_file.release ${total}`];
export const paid = [...released, `payment_posting.create ${total}`];

export const completed = (ledger: readonly string[] = paid): Scenario["ends"] => ({
  request: "approved",
  run: "completed",
  ledger,
});
export const failedAt = (failure: string, ledger: readonly string[] = nothing): Scenario["ends"] => ({
  request: "approved",
  run: "compensated",
  ledger,
  failure,
});

export const edit = async ({ ctx, people, requestId, request }: Scene, change: object): Promise<void> => {
  const { currentVersion, versions } = await request();
  const payload = versions.find(({ version }) => version === currentVersion)?.payload as object;
  await editRequest(ctx, {
    id: requestId,
    requestVersion: currentVersion,
    payload: { ...payload, ...change },
    actingMemberId: people.requester,
  });
};
