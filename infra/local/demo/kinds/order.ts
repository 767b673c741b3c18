import { readLines } from "../data.ts";
import type { DemoKind, DemoPersonId, Scenario } from "./model.ts";

type OrderLine = { readonly orderNumber: string; readonly requestedBy: DemoPersonId };

/** A real order of the test data, and what happens to it. */
type OrderScenario = Pick<Scenario, "label" | "says" | "decision" | "ends"> & {
  readonly orderNumber: string;
  /** Sent with this number instead, which the sandbox's bank declines. */
  readonly sentAs?: string;
};

const orders: readonly OrderScenario[] = [
  {
    label: "auto",
    orderNumber: "NW-10782",
    says: "a small order: the policy approves it by itself",
    decision: null,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "approved",
    orderNumber: "NW-10250",
    says: "the manager opens the mail, follows the link and approves",
    decision: { outcome: "approve", comment: "Good customer, go ahead." },
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "rejected",
    orderNumber: "NW-10634",
    says: "the manager rejects it by the link",
    decision: { outcome: "reject", comment: "Over this quarter's budget." },
    ends: { request: "rejected", run: "completed" },
  },
  {
    label: "declined",
    orderNumber: "NW-10380",
    sentAs: "NW-10380-DECLINE",
    says: "approved, but the bank declines: the stock is released again",
    decision: { outcome: "approve", comment: "" },
    ends: { request: "approved", run: "compensated" },
  },
];

const toScenario = (
  { orderNumber, sentAs = orderNumber, ...scenario }: OrderScenario,
  lines: readonly OrderLine[],
): Scenario => {
  const line = lines.find((one) => one.orderNumber === orderNumber);
  if (line === undefined) {
    throw new Error(`orders.ndjson has no ${orderNumber}`);
  }
  const { requestedBy, ...payload } = line;
  return {
    ...scenario,
    title: `Order ${sentAs}`,
    requester: requestedBy,
    payload: { ...payload, orderNumber: sentAs },
  };
};

const stage = (name: string, approver: Record<string, unknown>, deadline: string) => ({
  name,
  approvers: [approver],
  quorum: "any",
  deadline,
});

/** Small orders pass, others go to the manager, large ones to the vice president too; who has no manager asks a peer. */
export const orderDemo: DemoKind = {
  kind: "order",
  says: "four real orders go the whole way",
  policy: {
    name: "Orders by amount",
    rules: (people) => [
      { name: "small", when: "amount <= 500.0", autoApprove: true },
      {
        name: "the vice president's own",
        when: `requester.memberId == "${people("emp-2")}"`,
        stages: [stage("peer", { member: people("emp-5") }, "P2D")],
      },
      {
        name: "large",
        when: "amount > 5000.0",
        stages: [
          stage("manager", { manager: 1 }, "P2D"),
          stage("vice president", { member: people("emp-2") }, "P5D"),
        ],
      },
      { name: "usual", stages: [stage("manager", { manager: 1 }, "P2D")] },
    ],
  },
  scenarios: async () => {
    const lines = await readLines<OrderLine>("orders.ndjson");
    return orders.map((order) => toScenario(order, lines));
  },
};
