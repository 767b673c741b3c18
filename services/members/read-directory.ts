import { listDirectoryGroups } from "../../db/queries/groups.ts";
import { listDirectoryMembers } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { TenantTransaction } from "../../db/tenant.ts";
import type { Directory, DirectoryGroup } from "../policies/model.ts";
import { toLimit } from "./record.ts";

type GroupInMaking = DirectoryGroup & { readonly memberIds: Id<"member">[] };

/** The tenant's people and groups as the evaluator takes them, read in one transaction. */
export const readDirectory = async (tx: TenantTransaction, tenantId: Id<"tenant">): Promise<Directory> => {
  const members = await listDirectoryMembers(tx, tenantId);
  const groups = new Map<string, GroupInMaking>();
  for (const { id, name, memberId } of await listDirectoryGroups(tx, tenantId)) {
    const group = groups.get(id) ?? { id, name, memberIds: [] };
    groups.set(id, group);
    if (memberId !== null) {
      group.memberIds.push(memberId);
    }
  }
  const read = members.map(({ approvalLimitAmount, approvalLimitCurrency, ...member }) => ({
    ...member,
    approvalLimit: toLimit(approvalLimitAmount, approvalLimitCurrency),
  }));
  return { members: new Map(read.map((member) => [member.id, member])), groups };
};
