import type { ExecutionRecord } from "./state.ts";

/**
 * What counts towards the limit of operations: those of the function, the execution itself, and each repetition of a
 * failed invocation. Source: AWS Lambda Developer Guide, "Retries": a service-level retry is one operation.
 */
export const countedOperations = ({ operationCount, repetitions = 0 }: ExecutionRecord): number =>
  operationCount + repetitions;
