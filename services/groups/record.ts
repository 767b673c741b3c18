import type { GroupMemberRow, GroupRow } from "../../db/queries/groups.ts";
import type { Id } from "../../db/schema/columns.ts";

export type Group = {
  readonly id: Id<"group">;
  readonly name: string;
  readonly memberIds: readonly Id<"member">[];
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** The group with those of `seats` that are its own. */
export const toGroup = (row: GroupRow, seats: readonly GroupMemberRow[]): Group => ({
  id: row.id,
  name: row.name,
  memberIds: seats.filter(({ groupId }) => groupId === row.id).map(({ memberId }) => memberId),
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
