import type { RequestRow } from "../../db/queries/requests.ts";

/** How a request stands for its run: still to be approved, approved, or over. */
export type RequestStanding = "pending" | "approved" | "ended";

/** Pure. A request that was sent back is over for this run: its resubmission starts another. */
export const requestStanding = ({ status }: Pick<RequestRow, "status">): RequestStanding => {
  switch (status) {
    case "pending":
    case "approved":
      return status;
    default:
      return "ended";
  }
};
