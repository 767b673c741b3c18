import type { Id } from "../../db/schema/columns.ts";
import type { RunInput } from "./model.ts";

/** The version that the workflows of this deployment take: see their contracts. */
export const runInputVersion = 2;

/**
 * What a run is started with. The same bytes every time: the Lambda service takes a second start of the same
 * name for the same run only when the payload is the same.
 */
export const runPayload = (run: {
  readonly tenantId: Id<"tenant">;
  readonly requestId: Id<"request">;
  readonly id: Id<"run">;
}): string =>
  JSON.stringify({
    version: runInputVersion,
    tenantId: run.tenantId,
    requestId: run.requestId,
    runId: run.id,
  } satisfies RunInput);
