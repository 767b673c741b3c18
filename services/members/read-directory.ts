import { listDirectoryGroups, listGroupMembers } from "../../db/queries/groups.ts";
import { listDirectoryMembers } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { TenantTransaction } from "../../db/tenant.ts";
import type { Directory } from "../policies/model.ts";

/** The tenant's people and groups as the evaluator takes them, read in one transaction. */
export const readDirectory = async (tx: TenantTransaction, tenantId: Id<"tenant">): Promise<Directory> => {
  const members = await listDirectoryMembers(tx, tenantId);
  const groups = await listDirectoryGroups(tx, tenantId);
  const seats = groups.length === 0 ? [] : await listGroupMembers(tx, tenantId, "all");
  const memberIds = new Map<string, Id<"member">[]>(groups.map(({ id }) => [id, []]));
  for (const { groupId, memberId } of seats) {
    memberIds.get(groupId)?.push(memberId);
  }
  return {
    members: new Map(members.map((member) => [member.id, member])),
    groups: new Map(groups.map(({ id, name }) => [id, { id, name, memberIds: memberIds.get(id) ?? [] }])),
  };
};
