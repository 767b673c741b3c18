import type { ChildPlan } from "../machine/state.ts";
import { executionArn, parseFunctionReference, type Place } from "../protocol/arn.ts";
import { type Fault, invalidValue, unqualifiedDurable } from "../protocol/fault.ts";
import { executionTimeoutSecondsMax } from "../protocol/limits.ts";
import { resolveFunction, type Versions } from "../worker/versions.ts";

export type PlanParts = {
  readonly versions: Versions;
  readonly place: Place;
  readonly newExecutionId: () => string;
};

/** What a chained invocation of a function is to start, or why it cannot. Names the execution after its id. */
export const planChild = (parts: PlanParts, functionName: string): ChildPlan => {
  const { versions, place } = parts;
  const reference = parseFunctionReference(functionName);
  if (reference === undefined) return failed(invalidValue("functionName", "Member must name a function"));
  const resolved = resolveFunction(versions, reference, place);
  if (!resolved.ok) return failed(resolved.fault);
  const { hosted, version } = resolved;
  if (hosted.durable && reference.qualifier === undefined) return failed(unqualifiedDurable);
  const executionId = parts.newExecutionId();
  const identity = { executionId, functionName: hosted.name, version };
  const child = {
    ...identity,
    arn: executionArn(place, { ...identity, name: executionId }),
    durable: hosted.durable,
    executionTimeoutSeconds: hosted.executionTimeoutSeconds ?? executionTimeoutSecondsMax,
    retentionDays: hosted.retentionDays,
  };
  return { ok: true, child };
};

const failed = ({ name, message }: Fault): ChildPlan => ({
  ok: false,
  error: { ErrorType: name, ErrorMessage: message },
});
