import { z } from "zod";
import type { Kind } from "../../services/kinds/model.ts";
import { runFailureSchema, runInputSchema } from "../../services/runs/model.ts";
import { describeOrder } from "./describe.ts";
import { checkOrder, type OrderPayload, orderPayloadSchema } from "./payload.ts";

/** Goes up with every change that a run already under way could not replay. */
export const orderWorkflowVersion = 1;

export const orderRunInputSchema = runInputSchema.extend({ version: z.literal(orderWorkflowVersion) });
export type OrderRunInput = z.infer<typeof orderRunInputSchema>;

/**
 * How an order's run ended: carried out, refused by people, left undecided, called off, or undone because a
 * service task failed.
 */
export const orderOutcomeSchema = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.enum(["fulfilled", "rejected", "returned", "expired", "canceled"]) }),
  z.strictObject({ outcome: z.literal("compensated"), failure: runFailureSchema }),
]);
export type OrderOutcome = z.infer<typeof orderOutcomeSchema>;

export const orderKind: Kind<OrderPayload> = {
  name: "order",
  functionName: "orderWorkflow",
  payloadSchema: orderPayloadSchema,
  check: checkOrder,
  amountOf: ({ total }) => total,
  describe: describeOrder,
};
