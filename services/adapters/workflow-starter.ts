import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { WorkflowStarter } from "../ports.ts";

export type FunctionNaming = { readonly prefix: string; readonly qualifier: string };

/**
 * Starts durable executions by an asynchronous Invoke with a name. A second start with the same name and payload
 * answers the running execution; with another payload AWS refuses with DurableExecutionAlreadyStartedException.
 */
export const createWorkflowStarter = (
  client: LambdaClient,
  { prefix, qualifier }: FunctionNaming,
): WorkflowStarter => ({
  start: async ({ functionName, executionName, payload }) => {
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: `${prefix}${functionName}`,
        Qualifier: qualifier,
        InvocationType: "Event",
        DurableExecutionName: executionName,
        Payload: Buffer.from(payload, "utf8"),
      }),
    );
    return { executionArn: answer.DurableExecutionArn ?? null };
  },
});
