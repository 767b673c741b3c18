import { z } from "zod";
import { idSchema } from "../requests/model.ts";

/** What a workflow is started with; each kind fixes its own `version`. */
export const runInputSchema = z.strictObject({
  version: z.int().min(1),
  tenantId: idSchema("ten"),
  requestId: idSchema("req"),
  runId: idSchema("run"),
});
export type RunInput = z.infer<typeof runInputSchema>;

/** The service task that a run failed at, and why. */
export const runFailureSchema = z.strictObject({
  task: z.string(),
  reasonCode: z.string(),
  message: z.string(),
});
export type RunFailure = z.infer<typeof runFailureSchema>;
