import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import type { OrderPayload } from "./payload.ts";

type Definition = TaskDefinition<OrderPayload>;

const quantities = (order: OrderPayload) => order.lines.map(({ sku, quantity }) => ({ sku, quantity }));

/**
 * What an order asks of the tenant's systems, by step. What undoes a task names it by its id as well as by its
 * result: after a failed attempt nobody knows whether the work was done, and there is no result to name.
 */
export const orderTasks = {
  "reserve-stock": {
    type: "stock.reserve",
    undoneBy: "release-stock",
    input: ({ payload: order }) => ({
      orderNumber: order.orderNumber,
      lines: quantities(order),
      ...(order.acceptsPartial === true ? { partial: true } : {}),
    }),
    tells: (result) => ({ differs: "shortages" in result || "prices" in result }),
  },
  "authorize-payment": {
    type: "payment.authorize",
    undoneBy: "void-payment",
    coveredBy: "capture-payment",
    input: ({ payload: order }) => ({ orderNumber: order.orderNumber, amount: order.total }),
  },
  "capture-payment": {
    type: "payment.capture",
    undoneBy: "refund-payment",
    input: ({ payload: order }, earlier) => ({
      authorizationId: earlier("authorize-payment").result["authorizationId"],
      amount: order.total,
    }),
  },
  "create-shipment": {
    type: "shipping.create",
    commits: true,
    input: ({ payload: order }) => ({
      orderNumber: order.orderNumber,
      shipTo: order.shipTo,
      lines: quantities(order),
    }),
  },
  "refund-payment": {
    type: "payment.refund",
    input: ({ payload: order }, earlier) => ({
      captureId: earlier("capture-payment").result["captureId"],
      captureTaskId: earlier("capture-payment").id,
      amount: order.total,
    }),
  },
  "void-payment": {
    type: "payment.void",
    input: (_subject, earlier) => ({
      authorizationId: earlier("authorize-payment").result["authorizationId"],
      authorizeTaskId: earlier("authorize-payment").id,
    }),
  },
  "release-stock": {
    type: "stock.release",
    input: (_subject, earlier) => ({
      reservationId: earlier("reserve-stock").result["reservationId"],
      reserveTaskId: earlier("reserve-stock").id,
    }),
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type OrderStep = keyof typeof orderTasks;
