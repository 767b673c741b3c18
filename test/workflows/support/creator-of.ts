import type { DurableExecutionClient, DurableLambdaHandler } from "@aws/durable-execution-sdk-js";
import type { Runtime } from "../../../services/context.ts";
import { creators } from "../../../workflows/creators.ts";

/** Makes a kind's Lambda function, as a deployment does. */
export type CreateHandler = (runtime: Runtime, client: DurableExecutionClient) => DurableLambdaHandler;

/** What makes the function of that kind. */
export const creatorOf = (kind: string): CreateHandler => {
  const found = (creators as Readonly<Record<string, CreateHandler>>)[kind];
  if (found === undefined) {
    throw new Error(`workflows/creators.ts knows no kind "${kind}"`);
  }
  return found;
};
