import { expect } from "vitest";
import { createRequest } from "../../../services/requests/index.ts";
import { orderExamples } from "../../../workflows/order/examples.ts";
import type { Happening, Scenario, Setting } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";
import { paid } from "./in-flight.ts";

const approved: Happening = { who: "manager", does: "approve" };

/** Another order of the same number is under way. */
const orderedBefore = ({ ctx, people }: Setting): Promise<unknown> =>
  createRequest(ctx, {
    kind: "order",
    title: "The first",
    requester: { memberId: people.requester },
    payload: { ...orderExamples[0] },
  });

const fraudReview = (approvers: readonly unknown[]) => ({
  name: "fraud review",
  when: "findings.riskScore >= 60",
  approvers,
  quorum: "any",
});

const reviewed: Scenario["rules"] = ({ director }) => [
  {
    name: "all",
    stages: [
      fraudReview([{ member: director }]),
      { name: "manager", approvers: [{ manager: 1 }], quorum: "any" },
    ],
  },
];

const stagesAre = async ({ request }: Scene, names: readonly string[]): Promise<void> => {
  expect((await request()).stages.map(({ name }) => name)).toEqual(names);
};

/** What speaks against an order brings in others, or ends it. */
export const risks: readonly Scenario[] = [
  {
    name: "an order number that was used before is reviewed for fraud first",
    rules: reviewed,
    prepare: orderedBefore,
    happens: [{ who: "director", does: "approve" }, approved],
    ends: { ...paid("245.00"), also: (scene) => stagesAre(scene, ["fraud review", "manager"]) },
  },
  {
    name: "an order number that was used before is taken for fraud",
    rules: reviewed,
    prepare: orderedBefore,
    happens: [{ who: "director", does: "reject", comment: "They did not order twice" }],
    ends: { request: "rejected", run: "completed", ledger: [] },
  },
  {
    name: "a first order is not reviewed for fraud",
    rules: reviewed,
    happens: [approved],
    ends: { ...paid("245.00"), also: (scene) => stagesAre(scene, ["manager"]) },
  },
  {
    name: "an order number that was used before is rejected by the policy",
    rules: () => [
      {
        name: "twice",
        when: "findings.duplicates > 0",
        autoReject: { reasonCode: "duplicate_order", comment: "This order is under way." },
      },
      { name: "all", stages: [{ name: "manager", approvers: [{ manager: 1 }], quorum: "any" }] },
    ],
    prepare: orderedBefore,
    happens: [],
    ends: { request: "rejected", run: "completed", ledger: [] },
  },
];
