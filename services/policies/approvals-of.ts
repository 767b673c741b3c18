import type { PlannedStage } from "../stages/model.ts";
import { approvalsNeeded } from "../stages/quorum.ts";

/** How many people have to approve a stage, at the fewest. */
export const approvalsOf = ({ quorum, seats }: Pick<PlannedStage, "quorum" | "seats">): number => {
  const needed = approvalsNeeded(quorum, seats.length);
  if (typeof quorum !== "object" || !("perGroup" in quorum)) return needed;
  return needed * Map.groupBy(seats, ({ reason }) => (reason.type === "group" ? reason.groupId : "")).size;
};
