import { z } from "zod";
import type { Kind } from "../../services/kinds/model.ts";
import { runInputSchema } from "../../services/runs/model.ts";
import { describeOrder } from "./describe.ts";
import { orderExamples } from "./examples.ts";
import { checkOrder, type OrderPayload, orderPayloadSchema } from "./payload.ts";

/**
 * Goes up with every change that a run already under way could not replay; `runInputVersion` (services/runs) goes with
 * it. 2: routing answers positions instead of stages, and the waits are named after them. Runs of version 1 end on the
 * code that they began with, as Lambda pins it, against a database whose new columns have defaults.
 */
export const orderWorkflowVersion = 2;

export const orderRunInputSchema = runInputSchema.extend({ version: z.literal(orderWorkflowVersion) });
export type OrderRunInput = z.infer<typeof orderRunInputSchema>;

/** How an order's run ended; the request and the run in the database say the same in more detail. */
export type OrderOutcome = {
  readonly outcome: "carried_out" | "not_approved" | "compensated" | "failed";
};

export const orderKind: Kind<OrderPayload> = {
  name: "order",
  functionName: "orderWorkflow",
  payloadSchema: orderPayloadSchema,
  examples: orderExamples,
  check: checkOrder,
  amountOf: ({ total }) => total,
  describe: describeOrder,
};
