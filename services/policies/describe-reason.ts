import type { SeatReason } from "../assignments/model.ts";
import type { Directory } from "./model.ts";

/** Why a person has a seat, as the rest of a sentence that begins with their name. */
export const describeReason = (reason: SeatReason, { groups }: Pick<Directory, "groups">): string => {
  switch (reason.type) {
    case "member":
      return "is named by the rule";
    case "group":
      return `is in the group "${groups.get(reason.groupId)?.name ?? reason.groupId}"`;
    case "manager":
      return reason.level === 1
        ? "is the requester's manager"
        : `is the requester's manager at level ${reason.level}`;
    case "managerWithLimit":
      return `is the first manager of the requester whose approval limit covers the amount (level ${reason.level})`;
    case "attribute":
      return `has the attributes ${JSON.stringify(reason.attributes)}`;
    case "role":
      return `has the role ${reason.role}`;
    case "fallback":
      return "is asked since nobody whom the stage names could sit there";
    case "added":
      return "was added to the stage while it was under way";
  }
};
