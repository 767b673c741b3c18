import { pathToFileURL } from "node:url";
import type { DurableExecutionClient } from "@aws/durable-execution-sdk-js";
import type { Handler } from "../../worker/functions.ts";
import type { RuntimeFunction } from "../runtime.ts";
import { redirectClient, watchDurableSdks, wrappedText } from "./durable-sdks.ts";

export type LoadedModule = {
  readonly functions: readonly RuntimeFunction[];
  readonly handlers: ReadonlyMap<string, Handler>;
};

/** The name under which Node shows the whole of a CommonJS module beside its parts. */
const wholeOfCommonJs = "module.exports";

/**
 * Loads a module; each export that is a function becomes a Lambda function of that name. Where the source cannot tell
 * whether one is durable (the SDK is part of a bundle), an export named `durableFunctions` decides: an array of names.
 */
export const loadModule = async (
  path: string,
  client: DurableExecutionClient | undefined,
): Promise<LoadedModule> => {
  const sdks = watchDurableSdks();
  const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  const copies = await sdks.load();
  if (client !== undefined) for (const copy of copies) redirectClient(copy, client);
  const texts = new Set(copies.map(wrappedText));
  const declared = exported["durableFunctions"];
  const names = new Set(Array.isArray(declared) ? declared.map(String) : []);
  const handlers = Object.entries(exported).flatMap(([name, value]) =>
    typeof value === "function" && name !== wholeOfCommonJs ? [[name, value as Handler] as const] : [],
  );
  return {
    functions: handlers.map(([name, handler]) => ({
      name,
      durable: names.has(name) || texts.has(Function.prototype.toString.call(handler)),
    })),
    handlers: new Map(handlers),
  };
};
