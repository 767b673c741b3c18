import type { Quorum } from "../stages/model.ts";
import { approvalsNeeded } from "../stages/quorum.ts";

const people = (count: number): string => (count === 1 ? "One person" : `${count} people`);

/** Pure: what a stage needs, for one of its people. `seatCount` is of the seats whose votes count. */
export const quorumText = (quorum: Quorum, seatCount: number): string => {
  if (typeof quorum === "object" && "perGroup" in quorum) {
    return `${people(quorum.perGroup)} of each group must approve this stage.`;
  }
  if (seatCount <= 1) {
    return "Your decision settles this stage.";
  }
  if (quorum === "any") {
    return `One of ${seatCount} people decides this stage.`;
  }
  if (quorum === "all") {
    return `All ${seatCount} people must approve this stage.`;
  }
  const needed = approvalsNeeded(quorum, seatCount);
  const share = "percent" in quorum ? ` (${quorum.percent} percent)` : "";
  return `${needed} of ${seatCount} people${share} must approve this stage.`;
};
