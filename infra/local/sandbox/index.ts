export { type Sandbox, type SandboxOptions, startSandbox } from "./start.ts";
export { taskTypes } from "./systems/index.ts";
