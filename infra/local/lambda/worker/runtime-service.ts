import type { GetDurableExecutionStateRequest } from "@aws/durable-execution-sdk-js";
import { type ExecutionReference, parseExecutionArn } from "../protocol/arn.ts";
import { FaultError, invalidValue } from "../protocol/fault.ts";
import { pageItemsDefault, pageItemsMax } from "../protocol/limits.ts";
import { asIsoText } from "../protocol/present.ts";
import type { RuntimeService } from "../runtime/index.ts";
import type { Store } from "../store/store.ts";
import { checkpointExecution } from "../verbs/checkpoint-execution.ts";
import type { PlanParts } from "../verbs/plan-child.ts";
import { readState } from "../verbs/read-state.ts";

/** What functions ask of the service while they run, without HTTP between them. */
export const createRuntimeService = (parts: PlanParts & { readonly store: Store }): RuntimeService => ({
  checkpoint: async ({ DurableExecutionArn, ...body }) =>
    checkpointExecution(parts, { reference: readArn(DurableExecutionArn), body }, asIsoText),
  getState: async (request) => readState(parts.store, toStateRequest(request), asIsoText),
});

const readArn = (arn: string | undefined): ExecutionReference => {
  const reference = parseExecutionArn(arn ?? "");
  if (reference !== undefined) return reference;
  throw new FaultError(invalidValue("durableExecutionArn", "Member must be the ARN of a durable execution"));
};

const toStateRequest = (request: GetDurableExecutionStateRequest) => ({
  reference: readArn(request.DurableExecutionArn),
  token: request.CheckpointToken ?? "",
  marker: request.Marker,
  items: Math.min(request.MaxItems || pageItemsDefault, pageItemsMax),
});
