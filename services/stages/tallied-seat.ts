import type { SeatRow } from "../../db/queries/stages.ts";
import type { SeatReason } from "../assignments/model.ts";
import type { TalliedSeat } from "./quorum.ts";

/** A stored seat as the tally counts it. */
export const toTalliedSeat = ({ assignment, decision }: SeatRow): TalliedSeat => {
  // Written by routing and by those who hand seats on, from the same type.
  const reason = assignment.reason as SeatReason;
  return {
    status: decision === null ? assignment.status : "decided",
    outcome: decision?.outcome ?? null,
    standsIn: assignment.standsIn,
    groupId: reason.type === "group" ? reason.groupId : null,
  };
};
