import { awsCredentials } from "../services/adapters/aws-client-options.ts";
import { createDurableClient } from "../services/adapters/durable-client.ts";
import { compose } from "../services/compose.ts";
import { readConfig } from "../services/config.ts";
import { creators } from "./creators.ts";
import { kinds } from "./kinds.ts";

type Functions = { readonly [Kind in keyof typeof creators]: ReturnType<(typeof creators)[Kind]> };

/** Builds every workflow function of this deployment, by kind, from one environment. */
export const composeFunctions = async (env: Readonly<Record<string, string | undefined>>) => {
  const config = readConfig(env);
  const { runtime, close } = await compose(config, { kinds, part: "workflows" });
  const client = createDurableClient({
    region: config.AWS_REGION,
    endpoint: config.AWS_ENDPOINT_URL_LAMBDA,
    ...awsCredentials(config),
  });
  const functions = Object.fromEntries(
    Object.entries(creators).map(([name, create]) => [name, create(runtime, client)]),
  ) as Functions;
  return { functions, close };
};
