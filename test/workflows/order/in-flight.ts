import { expect } from "vitest";
import { changeKindSettings } from "../../../services/kinds/index.ts";
import { resubmitRequest } from "../../../services/requests/index.ts";
import { orderExamples } from "../../../workflows/order/examples.ts";
import type { OrderPayload } from "../../../workflows/order/payload.ts";
import { editPayload, payloadOfNow } from "../support/edit-payload.ts";
import { addressOf } from "../support/people.ts";
import type { Happening, Scenario, Setting } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

const order = orderExamples[0] as OrderPayload;
const [cheese, noodles] = order.lines as [OrderPayload["lines"][number], OrderPayload["lines"][number]];
const usd = (amount: string) => ({ amount, currency: "USD" });

const approved: Happening = { who: "manager", does: "approve" };
const reserved: readonly string[] = ["stock.reserve"];
const released: readonly string[] = ["stock.reserve", "stock.release"];
/** The end of an order that was carried out for so much. */
export const paid = (amount: string): Scenario["ends"] => ({
  request: "approved",
  run: "completed",
  ledger: [
    ...reserved,
    `payment.authorize ${amount} USD`,
    `payment.capture ${amount} USD`,
    "shipping.create",
  ],
});

const left =
  (quantity: number) =>
  ({ world, ctx }: Setting) =>
    world.sandbox.stock(ctx.tenantId, cheese.sku, quantity);
const costs =
  (amount: string) =>
  ({ world, ctx }: Setting) =>
    world.sandbox.price(ctx.tenantId, noodles.sku, usd(amount));

/** How often everybody was asked, and which version is in force. */
const asked = async ({ request }: Scene, wanted: { readonly rounds: number; readonly version: number }) => {
  const { stages, currentVersion } = await request();
  expect({ rounds: new Set(stages.map(({ round }) => round)).size, version: currentVersion }).toEqual(wanted);
};

/** What the stock answers goes into the order. */
export const asInStock: readonly Scenario[] = [
  {
    name: "a part is in stock and is taken: the approval stays, and the lower total is paid",
    payload: { acceptsPartial: true },
    prepare: left(10),
    happens: [approved],
    ends: {
      ...paid("220.50"),
      also: async (scene) => {
        await asked(scene, { rounds: 1, version: 2 });
        expect(await payloadOfNow(scene)).toMatchObject({
          lines: [{ sku: cheese.sku, quantity: 10, lineTotal: usd("122.50") }, noodles],
          total: usd("220.50"),
        });
      },
    },
  },
  {
    name: "a part is in stock, and the order wants all or nothing",
    prepare: left(10),
    happens: [approved],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [],
      failure: "reserve-stock: out_of_stock",
    },
  },
  {
    name: "a part is in stock, and the bank declines it: the part goes back",
    payload: { acceptsPartial: true },
    prepare: left(10),
    sandbox: [{ type: "payment.authorize", behavior: "decline", reasonCode: "card_declined" }],
    happens: [approved],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: released,
      failure: "authorize-payment: card_declined",
    },
  },
  {
    name: "a price has risen by less than 2 % of the total: the approval stays",
    prepare: costs("9.90"),
    happens: [approved],
    ends: { ...paid("246.00"), also: (scene) => asked(scene, { rounds: 1, version: 2 }) },
  },
  {
    name: "the prices are as they were: nothing is changed",
    prepare: costs("9.80"),
    happens: [approved],
    ends: { ...paid("245.00"), also: (scene) => asked(scene, { rounds: 1, version: 1 }) },
  },
  {
    name: "a price has risen by more: the manager approves it again",
    prepare: costs("11.00"),
    happens: [approved, approved],
    ends: { ...paid("257.00"), also: (scene) => asked(scene, { rounds: 2, version: 2 }) },
  },
  {
    name: "a price has risen by more: the manager rejects it then",
    prepare: costs("11.00"),
    happens: [approved, { who: "manager", does: "reject", comment: "Not at that price" }],
    ends: { request: "rejected", run: "compensated", ledger: released },
  },
  {
    name: "a price has risen by more: nobody answers then",
    prepare: costs("11.00"),
    happens: [approved, { passes: "the deadline" }],
    ends: { request: "expired", run: "compensated", ledger: released },
  },
  {
    name: "a price has risen by more: withdrawn then",
    prepare: costs("11.00"),
    happens: [approved, { who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "compensated", ledger: released },
  },
  {
    name: "a price has risen by so much that no rule is about it any more",
    rules: () => [
      {
        name: "small",
        when: "amount <= 250.0",
        stages: [{ name: "manager", approvers: [{ manager: 1 }], quorum: "any", deadline: "P2D" }],
      },
    ],
    prepare: costs("11.00"),
    happens: [approved],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: released,
      failure: "as-in-stock: policy.no_match",
    },
  },
  {
    name: "a price list that is too old by then does not stop what is approved",
    payload: { pricesAsOf: new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10) },
    prepare: costs("9.90"),
    happens: [
      {
        it: "the tenant allows prices of ten days",
        does: ({ ctx }) =>
          changeKindSettings(ctx, { kind: "order", settings: { priceMaxAgeDays: 10 }, revision: null }),
      },
      approved,
    ],
    ends: paid("246.00"),
  },
];

const both: Scenario["rules"] = ({ finance }) => [
  {
    name: "all",
    stages: [
      { name: "manager", approvers: [{ manager: 1 }], quorum: "any" },
      { name: "finance", approvers: [{ group: finance }], quorum: "any" },
    ],
  },
];

const fewer = { lines: [cheese], total: usd("147.00") };
const more = {
  lines: [{ ...cheese, quantity: 24, lineTotal: usd("294.00") }, noodles],
  total: usd("392.00"),
};

/** The links that somebody was mailed about the scenario, oldest first. */
const linksOf = ({ world }: Scene, who: string, title: string): readonly string[] =>
  world.mails
    .filter(({ to, subject }) => to === addressOf(who) && subject.includes(title))
    .flatMap(({ text }) => /\/l\/\S+/.exec(text)?.[0] ?? []);

const keptTitle = "fewer articles while finance looks at it: the manager's approval stays";

/** What the requester changes while it is asked for. */
export const edits: readonly Scenario[] = [
  {
    name: keptTitle,
    rules: both,
    happens: [
      approved,
      { it: "the requester leaves a line out", does: (scene) => editPayload(scene, fewer) },
      { who: "controller", does: "approve" },
    ],
    ends: {
      ...paid("147.00"),
      also: async (scene) => {
        await asked(scene, { rounds: 1, version: 2 });
        expect(new Set(linksOf(scene, "controller", keptTitle)).size).toBe(2);
        expect(new Set(linksOf(scene, "manager", keptTitle)).size).toBe(1);
      },
    },
  },
  {
    name: "twice as many articles while finance looks at it: everybody is asked again",
    rules: both,
    happens: [
      approved,
      { it: "the requester orders more", does: (scene) => editPayload(scene, more) },
      approved,
      { who: "controller", does: "approve" },
    ],
    ends: { ...paid("392.00"), also: (scene) => asked(scene, { rounds: 2, version: 2 }) },
  },
  {
    name: "edited anew, the order is rejected",
    happens: [
      { it: "the requester orders more", does: (scene) => editPayload(scene, more) },
      { who: "manager", does: "reject", comment: "That is too much" },
    ],
    ends: { request: "rejected", run: "completed", ledger: [] },
  },
  {
    name: "not edited any more once it is approved",
    sandbox: [{ type: "payment.authorize", behavior: "accept-later", afterEffect: true }],
    happens: [
      approved,
      {
        it: "the requester wants fewer",
        does: (scene) =>
          expect(editPayload(scene, fewer)).rejects.toMatchObject({
            code: "approval_request.not_editable",
          }),
      },
      { system: "completes", step: "authorize-payment" },
    ],
    ends: { ...paid("245.00"), also: (scene) => asked(scene, { rounds: 1, version: 1 }) },
  },
  {
    name: "returned by the manager, resubmitted with less, approved",
    happens: [
      { who: "manager", does: "return", comment: "Without the noodles, please" },
      {
        it: "the requester resubmits it",
        does: async (scene) =>
          resubmitRequest(scene.ctx, {
            id: scene.requestId,
            payload: { ...(await payloadOfNow(scene)), ...fewer },
            actingMemberId: scene.people.requester,
          }),
      },
      approved,
    ],
    ends: paid("147.00"),
  },
];
