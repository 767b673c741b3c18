import type { ExecutionRecord } from "../machine/state.ts";
import type { ExecutionReference } from "../protocol/arn.ts";

/** An ARN must fit its execution in every part, not only in the id. */
export const isExecution = (execution: ExecutionRecord, reference: ExecutionReference): boolean =>
  execution.durable &&
  execution.id === reference.executionId &&
  execution.name === reference.name &&
  execution.version === reference.version &&
  execution.functionName === reference.functionName;
