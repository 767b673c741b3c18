import { executionArn, type Place } from "../protocol/arn.ts";
import { pageItemsMax } from "../protocol/limits.ts";
import { encodeMarker } from "../protocol/marker.ts";
import { asIsoText, presentExecutionOperation, presentOperation } from "../protocol/present.ts";
import { statePage } from "../store/pages.ts";
import type { Begun } from "../store/store.ts";

/** The event a durable function is invoked with. What does not fit in it, the function reads by the marker. */
export const invocationEvent = (begun: Begun, place: Place, now: number): object => {
  const { stored, checkpointToken, changedSince } = begun;
  const { execution } = stored;
  const page = statePage(stored, { after: 0, items: pageItemsMax });
  return {
    DurableExecutionArn: executionArn(place, { ...execution, executionId: execution.id }),
    CheckpointToken: checkpointToken,
    InitialExecutionState: {
      Operations: [
        presentExecutionOperation(execution, stored.input, asIsoText),
        ...page.operations.map((operation) => presentOperation(operation, asIsoText)),
      ],
      NextMarker: page.next === undefined ? "" : encodeMarker(now, [execution.id, page.next]),
    },
    UpdatedOperationIds: page.operations
      .filter((operation) => operation.sequence > changedSince)
      .map((operation) => operation.id),
  };
};
