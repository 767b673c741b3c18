import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import type { OrderPayload } from "./payload.ts";

const ofOrder =
  (
    input: (order: OrderPayload, earlier: Parameters<TaskDefinition["input"]>[1]) => Record<string, unknown>,
  ): TaskDefinition["input"] =>
  (payload, earlier) =>
    // Stored only after the kind's schema had accepted it.
    input(payload as OrderPayload, earlier);

const quantities = (order: OrderPayload) => order.lines.map(({ sku, quantity }) => ({ sku, quantity }));

/**
 * What an order asks of the tenant's systems, by step. What undoes a task names it by its id as well as by its
 * result: after a failed attempt nobody knows whether the work was done, and there is no result to name.
 */
export const orderTasks = {
  "reserve-stock": {
    type: "stock.reserve",
    input: ofOrder((order) => ({ orderNumber: order.orderNumber, lines: quantities(order) })),
  },
  "authorize-payment": {
    type: "payment.authorize",
    input: ofOrder((order) => ({ orderNumber: order.orderNumber, amount: order.total })),
  },
  "capture-payment": {
    type: "payment.capture",
    input: ofOrder((order, earlier) => ({
      authorizationId: earlier("authorize-payment").result["authorizationId"],
      amount: order.total,
    })),
  },
  "create-shipment": {
    type: "shipping.create",
    input: ofOrder((order) => ({
      orderNumber: order.orderNumber,
      shipTo: order.shipTo,
      lines: quantities(order),
    })),
  },
  "refund-payment": {
    type: "payment.refund",
    input: ofOrder((order, earlier) => ({
      captureId: earlier("capture-payment").result["captureId"],
      captureTaskId: earlier("capture-payment").id,
      amount: order.total,
    })),
  },
  "void-payment": {
    type: "payment.void",
    input: ofOrder((_order, earlier) => ({
      authorizationId: earlier("authorize-payment").result["authorizationId"],
      authorizeTaskId: earlier("authorize-payment").id,
    })),
  },
  "release-stock": {
    type: "stock.release",
    input: ofOrder((_order, earlier) => ({
      reservationId: earlier("reserve-stock").result["reservationId"],
      reserveTaskId: earlier("reserve-stock").id,
    })),
  },
} as const satisfies Readonly<Record<string, TaskDefinition>>;

export type OrderStep = keyof typeof orderTasks;
