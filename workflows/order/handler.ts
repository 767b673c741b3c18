import { withDurableExecution } from "@aws/durable-execution-sdk-js";
import type { DurableExecutionClient } from "@aws/durable-execution-sdk-js";
import type { Runtime } from "../../services/context.ts";
import { createOrderActivities } from "./activities.ts";
import { orderRunInputSchema } from "./contract.ts";
import { orderWorkflow } from "./workflow.ts";

/** The order's Lambda function. The client is wrapped against the SDK's misreading of a stale token. */
export const createOrderHandler = (runtime: Runtime, durableExecutionClient: DurableExecutionClient) => {
  const workflow = orderWorkflow(createOrderActivities(runtime));
  return withDurableExecution(
    (event: unknown, context) => workflow(orderRunInputSchema.parse(event), context),
    {
      durableExecutionClient,
    },
  );
};
