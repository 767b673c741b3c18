import type { Id } from "../../db/schema/columns.ts";

export type ActByHand = {
  readonly comment?: string | undefined;
  /** The person for whom the tenant's system acts. */
  readonly actingMemberId?: Id<"member"> | undefined;
};

/** What every audit entry of an act by hand tells: the words, and for whom it was done; what was not said is left out. */
export const actDetail = ({ comment, actingMemberId }: ActByHand): Readonly<Record<string, unknown>> => ({
  ...(comment === undefined ? {} : { comment }),
  ...(actingMemberId === undefined ? {} : { actingMemberId }),
});
