import type { Id } from "../../db/schema/columns.ts";
import type { Requester } from "../requests/model.ts";
import type { Directory } from "./model.ts";
import { memberOf } from "./satisfy.ts";

export type StoredRequester = {
  readonly requesterId: Id<"member"> | null;
  readonly requesterEmail: string;
  readonly requesterName: string;
};

/** Who asked, as a stored request has it, with the attributes that they have now. */
export const requesterOf = (
  { requesterId, requesterEmail, requesterName }: StoredRequester,
  directory: Directory,
): Requester => {
  const known = { memberId: requesterId, email: requesterEmail, name: requesterName, attributes: {} };
  return { ...known, attributes: memberOf(known, directory)?.attributes ?? {} };
};
