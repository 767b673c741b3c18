import { encodeMarker } from "../protocol/marker.ts";
import { executionArn, type Place } from "../protocol/arn.ts";
import { asIsoText, presentExecutionOperation, presentOperation } from "../protocol/present.ts";
import type { Claim } from "../store/claim.ts";

/** The event a durable function is invoked with. What does not fit in it, the function reads by the marker. */
export const invocationEvent = (claim: Claim, place: Place, now: number): object => {
  const { execution, page } = claim;
  return {
    DurableExecutionArn: executionArn(place, { ...execution, executionId: execution.id }),
    CheckpointToken: claim.checkpointToken,
    InitialExecutionState: {
      Operations: [
        presentExecutionOperation(execution, claim.input, asIsoText),
        ...page.operations.map((operation) => presentOperation(operation, asIsoText)),
      ],
      NextMarker: page.next === undefined ? "" : encodeMarker(now, [execution.id, page.next]),
    },
    UpdatedOperationIds: page.operations
      .filter((operation) => operation.sequence > claim.changedSince)
      .map((operation) => operation.id),
  };
};
