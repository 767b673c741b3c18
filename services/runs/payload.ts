import type { Id } from "../../db/schema/columns.ts";
import type { RunInput } from "./model.ts";

/**
 * What a run is started with. The same bytes every time: the Lambda service takes a second start of the same
 * name for the same run only when the payload is the same. `version`: of the kind's workflow in this deployment.
 */
export const runPayload = (
  run: {
    readonly tenantId: Id<"tenant">;
    readonly requestId: Id<"request">;
    readonly id: Id<"run">;
  },
  version: number,
): string =>
  JSON.stringify({
    version,
    tenantId: run.tenantId,
    requestId: run.requestId,
    runId: run.id,
  } satisfies RunInput);
