import type { RunRow } from "../../db/queries/runs.ts";
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

/** Pure: how it stands for what still goes forward: a run that undoes what it did wants none of it any more. */
export const runStanding = (
  { status }: Pick<RunRow, "status">,
  request: Pick<RequestRow, "status">,
): RequestStanding => (status === "compensating" ? "ended" : requestStanding(request));
