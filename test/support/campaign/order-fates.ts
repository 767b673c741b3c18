import { autoApproveUpTo } from "../company.ts";
import type { Order } from "../orders.ts";
import type { Fate, Step } from "./fate.ts";

const rejectEvery = 5;
const declineEvery = 7;
const linkEvery = 3;

const stepsOf = ({ total }: Order): readonly Step[] => [
  { name: "reserve-stock", deed: { type: "stock.reserve" }, undoneBy: "stock.release" },
  {
    name: "authorize-payment",
    deed: { type: "payment.authorize", amount: total },
    undoneBy: "payment.void",
    coveredBy: "capture-payment",
  },
  {
    name: "capture-payment",
    deed: { type: "payment.capture", amount: total },
    undoneBy: "payment.refund",
  },
  { name: "create-shipment", deed: { type: "shipping.create" } },
];

const endsOf = (order: Order, rejects: boolean): Pick<Fate, "steps" | "ends"> => {
  if (rejects) {
    return { steps: [], ends: { request: "rejected", run: "completed" } };
  }
  const steps = stepsOf(order);
  return order.orderNumber.endsWith("-DECLINE")
    ? { steps: steps.slice(0, 1), ends: { request: "approved", run: "compensated" } }
    : { steps, ends: { request: "approved", run: "completed" } };
};

/** By its place in the list, what is to become of an order; independent of the system, from the amount alone. */
const planFate = (order: Order, index: number): Fate => {
  const number = index % declineEvery === 0 ? `${order.orderNumber}-DECLINE` : order.orderNumber;
  const { requestedBy, ...payload } = { ...order, orderNumber: number };
  const isSmall = Number(order.total.amount) <= autoApproveUpTo;
  const rejects = !isSmall && index % rejectEvery === 0;
  return {
    kind: "order",
    number,
    title: `Order ${number}`,
    requestedBy,
    payload,
    decision: isSmall ? "none" : rejects ? "reject" : "approve",
    channel: index % linkEvery === 0 ? "link" : "api",
    says: {},
    ...endsOf({ ...order, orderNumber: number }, rejects),
  };
};

/** Every kind of end, and both channels. */
export const planOrders = (orders: readonly Order[]): Fate[] => orders.map(planFate);
