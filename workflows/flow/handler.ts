import { type DurableExecutionClient, withDurableExecution } from "@aws/durable-execution-sdk-js";
import type { Runtime } from "../../services/context.ts";
import type { Kind } from "../../services/kinds/model.ts";
import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { runInputSchema } from "../../services/runs/model.ts";
import { createFlowActivities } from "./activities.ts";
import type { Workflow } from "./run-flow.ts";

/** All that a kind's folder is made of. */
export type KindParts = {
  readonly kind: Pick<Kind, "name" | "version">;
  readonly definitions: FlowDefinitions;
  readonly workflow: Workflow;
};

/**
 * Makes a kind's Lambda function for a runtime. A run of another version of the workflow is refused: it ends on the
 * code that it began with. The client is wrapped against the SDK's misreading of a stale token.
 */
export const handlerOf =
  ({ kind, definitions, workflow }: KindParts) =>
  (runtime: Runtime, durableExecutionClient: DurableExecutionClient) => {
    const run = workflow(createFlowActivities(runtime, definitions));
    return withDurableExecution(
      (event: unknown, context) => {
        const input = runInputSchema.parse(event);
        if (input.version !== kind.version) {
          throw new Error(`this is version ${kind.version} of ${kind.name}; the run is of ${input.version}`);
        }
        return run(input, context);
      },
      { durableExecutionClient },
    );
  };
