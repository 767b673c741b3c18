// A module of functions, each of them what one requirement of AWS's conformance suites asks for, named by its id.
export * from "./callback.ts";
export * from "./child.ts";
export * from "./step.ts";
export * from "./wait.ts";
