export { createInProcessRuntime, type InProcessOptions } from "./in-process.ts";
export { createDirectClient } from "./durable-client.ts";
export { createRestingRuntime } from "./resting.ts";
export { createThreadRuntime, type ThreadRuntime, type ThreadRuntimeOptions } from "./pool/create.ts";
export type {
  ModuleSources,
  Runtime,
  RuntimeCall,
  RuntimeFunction,
  RuntimeOutcome,
  RuntimeService,
} from "./runtime.ts";
