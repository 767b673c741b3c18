import { moveRun, type RunRow } from "../../db/queries/runs.ts";
import { listOpenTasksOfRequest } from "../../db/queries/service-tasks.ts";
import { listWaitingTimers } from "../../db/queries/timers.ts";
import type { UnitContext } from "../in-tenant.ts";

/** Marks a run as running that has what it waited for at a step, unless another of its branches still waits. */
export const resumeRun = async (
  { tenantId, unit }: UnitContext,
  { id: runId, requestId }: Pick<RunRow, "id" | "requestId">,
  step: string,
): Promise<void> => {
  const tasks = await listOpenTasksOfRequest(unit.tx, tenantId, requestId);
  const timers = await listWaitingTimers(unit.tx, tenantId, requestId);
  if ([...tasks, ...timers].every((one) => one.step === step)) {
    await moveRun(unit.tx, tenantId, { runId, from: ["waiting"], to: "running", ended: false });
  }
};
