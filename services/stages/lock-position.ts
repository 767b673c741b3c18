import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findStage, listStages, type StageRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

/** A request under its lock, with the moment of the lock by the database's clock. */
export type LockedRequest = RequestRow & { readonly now: Date };

export type Position = { readonly request: LockedRequest; readonly stages: readonly StageRow[] };

/** Locks the request and reads those of its stages that are open together. Throws `resource.not_found`. */
export const lockPosition = async (
  { tenantId, unit }: UnitContext,
  stageIds: readonly Id<"stage">[],
): Promise<Position> => {
  const [firstId] = stageIds;
  const known = firstId === undefined ? undefined : await findStage(unit.tx, tenantId, firstId);
  const request = known === undefined ? undefined : await lockRequest(unit.tx, tenantId, known.requestId);
  if (request === undefined) {
    throw notFound();
  }
  const stages = (await listStages(unit.tx, tenantId, request.id)).filter(({ id }) => stageIds.includes(id));
  if (stages.length !== stageIds.length) {
    throw notFound();
  }
  return { request, stages };
};
