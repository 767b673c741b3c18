import { expect } from "vitest";
import { createRequest, getRequest } from "../../../services/requests/index.ts";
import { happen } from "../support/happen.ts";
import type { Scenario } from "../support/scenario.ts";
import { approved, calledBack, checked, completed, nothing, wentWell } from "./kind.ts";

const largeTotal = { amount: "50000.01", currency: "EUR" };
const large = {
  total: largeTotal,
  lines: [{ endToEndId: "INV-1", amount: largeTotal, remittance: "Machine" }],
};

export const approvals: readonly Scenario[] = [
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
