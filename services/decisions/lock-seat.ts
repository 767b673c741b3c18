import { findSeatPlace, listSeatsWithPeople, type SeatWithPeople } from "../../db/queries/assignments.ts";
import { findVersion, lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { listStages, type StageRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

/** A seat with its request, held until the end of the transaction, and everything around it. */
export type LockedSeat = {
  readonly request: RequestRow & { readonly now: Date };
  /** Of the seat's round, in order. */
  readonly stages: readonly StageRow[];
  readonly stage: StageRow;
  readonly seat: SeatWithPeople;
  /** Of every round. */
  readonly seats: readonly SeatWithPeople[];
  readonly contentHash: Buffer;
};

/**
 * Reads a seat under its request's lock, which makes all changes of one request come one after another. Five
 * statements, however many stages and seats there are. Throws `resource.not_found`.
 */
export const lockSeat = async (ctx: UnitContext, assignmentId: Id<"assignment">): Promise<LockedSeat> => {
  const { tenantId, unit } = ctx;
  const place = await findSeatPlace(unit.tx, tenantId, assignmentId);
  if (place === undefined) throw notFound();
  const { requestId, stageId } = place;
  const request = await lockRequest(unit.tx, tenantId, requestId);
  const stages = await listStages(unit.tx, tenantId, requestId);
  const seats = await listSeatsWithPeople(unit.tx, tenantId, requestId);
  const stage = stages.find(({ id }) => id === stageId);
  const seat = seats.find(({ assignment }) => assignment.id === assignmentId);
  if (request === undefined || stage === undefined || seat === undefined) throw notFound();
  const version = await findVersion(unit.tx, tenantId, { requestId, version: request.currentVersion });
  if (version === undefined) throw notFound();
  return {
    request,
    stages: stages.filter(({ round }) => round === stage.round),
    stage,
    seat,
    seats,
    contentHash: version.contentHash,
  };
};
