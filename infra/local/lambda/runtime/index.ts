export { createInProcessRuntime, type InProcessOptions } from "./in-process.ts";
export { createDirectClient } from "./durable-client.ts";
export { createThreadRuntime, type ThreadRuntimeOptions } from "./pool/create.ts";
export type { Runtime, RuntimeCall, RuntimeFunction, RuntimeOutcome, RuntimeService } from "./runtime.ts";
