import { isDeepStrictEqual } from "node:util";
import { isUniqueViolation } from "../../db/errors.ts";
import { lockMember, type MemberColumns, type MemberRow, updateMemberRow } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { requireRevision } from "../revision.ts";
import { checkBackup } from "./check-backup.ts";
import { checkManager, emailIndex, emailTaken } from "./check-manager.ts";
import type { MemberChange } from "./model.ts";
import { type Member, toMember } from "./record.ts";

export type MemberUpdate = MemberChange & {
  readonly id: Id<"member">;
  /** From If-Match; null changes whatever revision there is. */
  readonly revision: number | null;
};

/** The columns that really change. */
const difference = (row: MemberRow, { approvalLimit, ...change }: MemberChange): Partial<MemberColumns> => {
  const limit =
    approvalLimit === undefined
      ? {}
      : {
          approvalLimitAmount: approvalLimit?.amount ?? null,
          approvalLimitCurrency: approvalLimit?.currency ?? null,
        };
  const wanted: Record<string, unknown> = { ...change, ...limit };
  const current: Record<string, unknown> = { ...row };
  const changed = Object.entries(wanted).filter(
    ([column, value]) => value !== undefined && !isDeepStrictEqual(current[column], value),
  );
  return Object.fromEntries(changed);
};

const write = async (ctx: UnitContext, found: MemberRow, columns: Partial<MemberColumns>) => {
  if (columns.managerId !== undefined && columns.managerId !== null) {
    await checkManager(ctx, found.id, columns.managerId);
  }
  await checkBackup(ctx, found.id, columns.backupId);
  const changed = await updateMemberRow(ctx.unit.tx, ctx.tenantId, {
    ...columns,
    id: found.id,
  });
  await record(ctx, {
    action: "member.updated",
    target: { type: "member", id: found.id, version: changed.revision },
    detail: { fields: Object.keys(columns).sort() },
  });
  return changed;
};

/**
 * Changes a member; a change that changes nothing writes nothing. Throws `resource.not_found`,
 * `revision.mismatch`, `resource.conflict`, `reference.unknown` and `member.manager_cycle`.
 */
export const updateMember = async (ctx: Context, update: MemberUpdate): Promise<Member> => {
  const { id, revision, ...change } = update;
  try {
    return await inTenant(ctx, async (tx, unit) => {
      const found = await lockMember(tx, ctx.tenantId, id);
      if (found === undefined) {
        throw notFound();
      }
      requireRevision(found.revision, revision);
      const columns = difference(found, change);
      return toMember(Object.keys(columns).length === 0 ? found : await write(unit, found, columns));
    });
  } catch (error) {
    throw isUniqueViolation(error, emailIndex) ? emailTaken() : error;
  }
};
