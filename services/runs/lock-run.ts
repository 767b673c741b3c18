import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findRun, type RunRow } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

export type LockedRun = { readonly run: RunRow; readonly request: RequestRow & { readonly now: Date } };

/**
 * Locks a run's request (lock order) and reads the run as it is then: while the lock was waited for, another of its
 * branches may have begun to undo. Throws `resource.not_found`.
 */
export const lockRun = async ({ tenantId, unit }: UnitContext, runId: Id<"run">): Promise<LockedRun> => {
  const known = await findRun(unit.tx, tenantId, runId);
  const request = known === undefined ? undefined : await lockRequest(unit.tx, tenantId, known.requestId);
  const run = request === undefined ? undefined : await findRun(unit.tx, tenantId, runId);
  if (request === undefined || run === undefined) {
    throw notFound();
  }
  return { run, request };
};
