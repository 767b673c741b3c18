import type { Id } from "../../db/schema/columns.ts";
import type { MemberRole } from "../../db/schema/statuses.ts";

/** Why a person has a seat: the form of the rule that named them. */
export type SeatReason =
  | { readonly type: "member" }
  | { readonly type: "group"; readonly groupId: Id<"group"> }
  | { readonly type: "manager"; readonly level: number }
  | { readonly type: "managerWithLimit"; readonly level: number }
  | { readonly type: "attribute"; readonly attributes: Readonly<Record<string, unknown>> }
  | { readonly type: "role"; readonly role: MemberRole }
  /** Nobody whom the stage names could sit there. */
  | { readonly type: "fallback" }
  /** Added to a stage that was under way. */
  | { readonly type: "added" };

/** A seat as the policy asks for it, before it is stored. */
export type PlannedSeat = { readonly memberId: Id<"member">; readonly reason: SeatReason };
