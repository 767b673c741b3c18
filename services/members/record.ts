import type { MemberRow } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { MemberStatus } from "../../db/schema/statuses.ts";
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
  readonly status: MemberStatus;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export const toMember = (row: MemberRow): Member => {
  const { approvalLimitAmount: amount, approvalLimitCurrency: currency } = row;
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    managerId: row.managerId,
    timeZone: row.timeZone,
    locale: row.locale,
    approvalLimit: amount === null || currency === null ? null : { amount, currency },
    attributes: row.attributes,
    status: row.status,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
};
