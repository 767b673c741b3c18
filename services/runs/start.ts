import { findRun, setRunArn } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Runtime } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { PermanentFailure } from "../outbox/settle.ts";
import { systemContext } from "../system-context.ts";
import { runPayload } from "./payload.ts";

/** Handles `run.start`: starts the durable execution by its name, which makes a second start harmless. */
export const startRun = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const runId = message.payload["runId"] as Id<"run">;
  const run = await inTenant(ctx, (tx) => findRun(tx, ctx.tenantId, runId));
  const kind = run === undefined ? undefined : ctx.kinds[run.kind];
  if (run === undefined || kind === undefined) {
    throw new PermanentFailure(`run ${runId} is of a kind that this deployment does not know`);
  }
  const { executionArn } = await ctx.ports.workflows.start({
    functionName: kind.functionName,
    executionName: run.executionName,
    payload: runPayload(run, kind.version),
  });
  if (executionArn !== null && run.executionArn === null) {
    await inTenant(ctx, (tx) => setRunArn(tx, ctx.tenantId, { id: runId, executionArn }));
  }
};
