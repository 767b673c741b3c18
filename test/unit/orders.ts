import { readFileSync } from "node:fs";
import type { OrderPayload } from "../../workflows/order/payload.ts";

type OrderLine = OrderPayload & { readonly requestedBy: string };

const orderFile = process.env["COUNTERSIGN_ORDERS"] ?? new URL("../data/orders.ndjson", import.meta.url);

/** The payloads of real orders: the handful of test/data, or all of the file that COUNTERSIGN_ORDERS names. */
export const realOrders = (): OrderPayload[] =>
  readFileSync(orderFile, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { requestedBy: _, ...payload } = JSON.parse(line) as OrderLine;
      return payload;
    });

/** One of the handful, by its number. */
export const realOrder = (orderNumber: string): OrderPayload => {
  const order = realOrders().find((candidate) => candidate.orderNumber === orderNumber);
  if (order === undefined) throw new Error(`${orderNumber} is not among the orders`);
  return order;
};
