import { awsCredentials } from "../services/adapters/aws-client-options.ts";
import { createDurableClient } from "../services/adapters/durable-client.ts";
import { compose } from "../services/compose.ts";
import { readConfig } from "../services/config.ts";
import { kinds } from "./kinds.ts";
import { createOrderHandler } from "./order/handler.ts";

/** Builds every workflow function of this deployment from one environment. */
export const composeFunctions = async (env: Readonly<Record<string, string | undefined>>) => {
  const config = readConfig(env);
  const { runtime, close } = await compose(config, { kinds, part: "workflows" });
  const client = createDurableClient({
    region: config.AWS_REGION,
    endpoint: config.AWS_ENDPOINT_URL_LAMBDA,
    ...awsCredentials(config),
  });
  return { functions: { [kinds.order.functionName]: createOrderHandler(runtime, client) }, close };
};
