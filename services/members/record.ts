import type { MemberRow } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { MemberRole, MemberStatus } from "../../db/schema/statuses.ts";
import type { Money } from "../money/model.ts";

export type Member = {
  readonly id: Id<"member">;
  readonly email: string;
  readonly name: string;
  readonly managerId: Id<"member"> | null;
  readonly timeZone: string;
  readonly locale: string;
  readonly approvalLimit: Money | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly roles: readonly MemberRole[];
  readonly backupId: Id<"member"> | null;
  readonly status: MemberStatus;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** A limit as its two columns keep it. */
export const toLimit = (amount: string | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : { amount, currency };

export const toMember = (row: MemberRow): Member => ({
  id: row.id,
  email: row.email,
  name: row.name,
  managerId: row.managerId,
  timeZone: row.timeZone,
  locale: row.locale,
  approvalLimit: toLimit(row.approvalLimitAmount, row.approvalLimitCurrency),
  attributes: row.attributes,
  roles: row.roles,
  backupId: row.backupId,
  status: row.status,
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
