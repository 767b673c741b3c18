import type { SeatReason } from "../assignments/model.ts";

export type SeatOrigin = {
  readonly reason: SeatReason;
  readonly standsIn: boolean;
  /** Whose vote it is, where somebody sits for another. */
  readonly principal: string | null;
  /** Who had the seat before, where it changed hands. */
  readonly takenFrom: string | null;
};

/** Pure: why a person is asked, where they may wonder; null where the policy simply names them. */
export const whyAsked = ({ reason, standsIn, principal, takenFrom }: SeatOrigin): string | null => {
  if (standsIn) {
    return takenFrom === null
      ? "Escalated to you because nobody has decided yet."
      : `Escalated to you because ${takenFrom} has not decided yet.`;
  }
  if (principal !== null) {
    return `${principal} has named you to decide such requests in their place.`;
  }
  if (takenFrom !== null) {
    return `${takenFrom} had this decision before; it was handed on to you.`;
  }
  switch (reason.type) {
    case "added":
      return "You were added to those who decide this.";
    case "fallback":
      return "Nobody whom the policy names for this stage could be asked.";
    case "role":
      return "You are asked as an administrator.";
    case "member":
    case "group":
    case "manager":
    case "managerWithLimit":
    case "attribute":
      return null;
  }
};
