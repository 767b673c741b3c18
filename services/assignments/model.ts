import type { Id } from "../../db/schema/columns.ts";

/** Why a person has a seat: the form of the rule that named them. */
export type SeatReason =
  | { readonly type: "member" }
  | { readonly type: "group"; readonly groupId: Id<"group"> }
  | { readonly type: "manager"; readonly level: number };

/** A seat as the policy asks for it, before it is stored. */
export type PlannedSeat = { readonly memberId: Id<"member">; readonly reason: SeatReason };
