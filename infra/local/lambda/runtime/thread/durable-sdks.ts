import { registerHooks } from "node:module";
import type { DurableExecutionClient } from "@aws/durable-execution-sdk-js";

const durableSdk = "@aws/durable-execution-sdk-js";

type DurableSdk = {
  readonly withDurableExecution: (handler: () => Promise<unknown>) => unknown;
  readonly DurableExecutionApiClient: { readonly prototype: DurableExecutionClient };
};

/** Notes every copy of the durable SDK that a module, or what it imports, is given: one may be ESM, another CommonJS. */
export const watchDurableSdks = (): { readonly load: () => Promise<readonly DurableSdk[]> } => {
  const urls = new Set<string>();
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      if (specifier === durableSdk) urls.add(resolved.url);
      return resolved;
    },
  });
  return {
    load: async () => {
      const copies = await Promise.all([...urls].map((url) => import(url) as Promise<unknown>));
      return copies.map(readCopy).filter((copy) => copy !== undefined);
    },
  };
};

const readCopy = (namespace: unknown): DurableSdk | undefined => {
  const copy = namespace as Partial<DurableSdk>;
  if (typeof copy.withDurableExecution !== "function") return undefined;
  return typeof copy.DurableExecutionApiClient === "function" ? (copy as DurableSdk) : undefined;
};

/**
 * Makes the SDK's own client pass its requests to the given one. All that stands around that client, such as a
 * wrapper that a handler was made with, stays as it is on AWS; a client that is not built on it keeps its own way.
 */
export const redirectClient = (sdk: DurableSdk, client: DurableExecutionClient): void => {
  const { prototype } = sdk.DurableExecutionApiClient;
  prototype.checkpoint = (request, logger) => client.checkpoint(request, logger);
  prototype.getExecutionState = (request, logger) => client.getExecutionState(request, logger);
};

/** The text of a handler that this copy has wrapped: the same for every handler, and no other function has it. */
export const wrappedText = (sdk: DurableSdk): string =>
  String(sdk.withDurableExecution(() => Promise.resolve()));
