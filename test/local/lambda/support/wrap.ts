import { type DurableExecutionHandler, withDurableExecution } from "@aws/durable-execution-sdk-js";
import type { FunctionDefinition } from "../../../../infra/local/lambda/index.ts";
import { createDurableClient } from "../../../../services/adapters/durable-client.ts";

const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const region = "us-east-1";

/** Wraps handlers with the SDK and a client of the given endpoint. */
export const wrapFor =
  (endpoint: () => string) =>
  <Event, Result>(handler: DurableExecutionHandler<Event, Result>): FunctionDefinition["handler"] => {
    let client: ReturnType<typeof createDurableClient> | undefined;
    const get = () => (client ??= createDurableClient({ endpoint: endpoint(), region, credentials }));
    return withDurableExecution(handler, {
      durableExecutionClient: {
        checkpoint: (parameters, logger) => get().checkpoint(parameters, logger),
        getExecutionState: (parameters, logger) => get().getExecutionState(parameters, logger),
      },
    });
  };
