import type { TenantRow } from "../../db/queries/tenants.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { TenantStatus } from "../../db/schema/statuses.ts";

export const tenantNameMaxCharacters = 200;

export type Tenant = {
  readonly id: Id<"tenant">;
  readonly name: string;
  /** Where answers to mails go; null: to the address that they come from. */
  readonly replyTo: string | null;
  readonly status: TenantStatus;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export const toTenant = (row: TenantRow): Tenant => ({
  id: row.tenantId,
  name: row.name,
  replyTo: row.replyTo,
  status: row.status,
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
