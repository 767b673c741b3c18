import { existsSync, readFileSync } from "node:fs";

export type Order = Readonly<Record<string, unknown>> & {
  readonly orderNumber: string;
  readonly requestedBy: string;
  readonly total: { readonly amount: string; readonly currency: string };
};

/** All 415 orders where the full data lies beside the project; else the handful that the project carries. */
const fullData =
  process.env["COUNTERSIGN_ORDERS"] ??
  new URL("../../../shared/data/orders.ndjson", import.meta.url).pathname;
const handful = new URL("../data/orders.ndjson", import.meta.url).pathname;

const read = (path: string): Order[] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Order);

/** `count` orders with numbers of their own; real ones, repeated under new numbers when there are not enough. */
export const readOrders = (count: number): Order[] => {
  const orders = read(existsSync(fullData) ? fullData : handful);
  return Array.from({ length: count }, (_, index) => {
    const order = orders[index % orders.length] as Order;
    const copy = Math.floor(index / orders.length);
    return copy === 0 ? order : { ...order, orderNumber: `${order.orderNumber}-${copy}` };
  });
};
