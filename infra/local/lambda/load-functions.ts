import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { FunctionDefinition } from "./worker/functions.ts";

const durableSdk = "@aws/durable-execution-sdk-js";

type Wrap = (handler: () => Promise<unknown>) => unknown;

/**
 * Takes each export of a module that is a function as a Lambda function of that name. A durable one is
 * known by its source: `withDurableExecution` returns the same function text for every handler, and no
 * other function has it. Where that cannot tell (a bundled SDK), an export named `durableFunctions`
 * decides: an array of names.
 */
export const loadFunctions = async (path: string): Promise<Record<string, FunctionDefinition>> => {
  const url = pathToFileURL(path);
  const exported = (await import(url.href)) as Record<string, unknown>;
  const wrapped = await wrappedSources(url);
  const declared = exported["durableFunctions"];
  const names = Array.isArray(declared) ? declared.map(String) : [];
  const functions = Object.entries(exported).flatMap(([name, value]) => {
    if (typeof value !== "function") return [];
    const durable = names.includes(name) || wrapped.has(Function.prototype.toString.call(value));
    return [[name, { handler: value as FunctionDefinition["handler"], durable }] as const];
  });
  return Object.fromEntries(functions);
};

/** The text of wrapped handlers, from our copy of the SDK and from the one that the module sees. */
const wrappedSources = async (moduleUrl: URL): Promise<ReadonlySet<string>> => {
  const loaders = [
    () => import(durableSdk),
    () => Promise.resolve(createRequire(moduleUrl)(durableSdk) as unknown),
  ];
  const loaded = await Promise.allSettled(loaders.map(async (load) => readWrap(await load())));
  const wraps = loaded.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  return new Set(wraps.map((wrap) => String(wrap(() => Promise.resolve()))));
};

const readWrap = (sdk: unknown): Wrap => {
  const { withDurableExecution } = sdk as { withDurableExecution?: unknown };
  if (typeof withDurableExecution === "function") return withDurableExecution as Wrap;
  throw new TypeError("The durable SDK has no withDurableExecution.");
};
