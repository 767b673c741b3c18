import { isUniqueViolation } from "../../db/errors.ts";
import { insertMember } from "../../db/queries/members.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { checkBackup } from "./check-backup.ts";
import { checkManager, emailIndex, emailTaken } from "./check-manager.ts";
import { defaultLocale, defaultTimeZone, type MemberInput } from "./model.ts";
import { type Member, toMember } from "./record.ts";

/** Makes a member. Throws `resource.conflict` for an address that is taken, and `reference.unknown`. */
export const createMember = async (ctx: Context, input: MemberInput): Promise<Member> => {
  try {
    return await inTenant(ctx, async (tx, unit) => {
      const { approvalLimit, managerId, ...columns } = input;
      if (managerId !== undefined) {
        await checkManager(unit, null, managerId);
      }
      await checkBackup(unit, null, columns.backupId);
      const row = await insertMember(tx, {
        tenantId: ctx.tenantId,
        id: ctx.ports.ids.next("member"),
        email: columns.email,
        name: columns.name,
        managerId: managerId ?? null,
        timeZone: columns.timeZone ?? defaultTimeZone,
        locale: columns.locale ?? defaultLocale,
        approvalLimitAmount: approvalLimit?.amount ?? null,
        approvalLimitCurrency: approvalLimit?.currency ?? null,
        attributes: columns.attributes ?? {},
        roles: columns.roles ?? [],
        backupId: columns.backupId ?? null,
      });
      await record(unit, {
        action: "member.created",
        target: { type: "member", id: row.id, version: row.revision },
        detail: { managerId: row.managerId },
      });
      return toMember(row);
    });
  } catch (error) {
    throw isUniqueViolation(error, emailIndex) ? emailTaken() : error;
  }
};
