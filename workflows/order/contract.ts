import type { Kind } from "../../services/kinds/model.ts";
import { describeOrder } from "./describe.ts";
import { orderExamples } from "./examples.ts";
import { checkOrder, type OrderPayload, orderPayloadSchema } from "./payload.ts";

export const kind: Kind<OrderPayload> = {
  name: "order",
  functionName: "orderWorkflow",
  // 3: orders are written in flows. Runs of version 2 end on the code that they began with, as Lambda pins it.
  version: 3,
  payloadSchema: orderPayloadSchema,
  examples: orderExamples,
  check: checkOrder,
  amountOf: ({ total }) => total,
  describe: describeOrder,
};
