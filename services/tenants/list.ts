import { listTenantRows } from "../../db/queries/tenants.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Runtime } from "../context.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Tenant, toTenant } from "./record.ts";

/** All tenants, newest first: for the operator. */
export const listTenants = async (runtime: Runtime, page: PageInput): Promise<Page<Tenant>> => {
  const before = page.cursor as Id<"tenant"> | null;
  const rows = await listTenantRows(runtime.db, { before, limit: page.limit });
  return pageOf(rows.map(toTenant), page.limit, (tenant) => tenant.id);
};
