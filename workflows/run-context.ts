import type { Context, Runtime } from "../services/context.ts";
import type { RunInput } from "../services/runs/model.ts";
import { systemContext } from "../services/system-context.ts";

/** The context of a run's activities: its tenant, as the workflow itself. */
export const runContext = (runtime: Runtime, { tenantId, runId }: RunInput): Context =>
  systemContext(runtime, tenantId, { name: "workflow", traceId: runId });
