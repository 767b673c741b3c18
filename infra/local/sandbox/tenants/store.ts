import type { Money } from "../../../../services/money/model.ts";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { toColumns } from "../money-columns.ts";

/** Adds a secret; those from before stay valid. */
export const addSecret = async (sql: Sql, tenantId: string, secret: string): Promise<void> => {
  await withDeadline(sql`
    insert into local_sandbox.secrets (tenant_id, secret) values (${tenantId}, ${secret})
    on conflict do nothing`);
};

export const listSecrets = async (sql: Sql, tenantId: string): Promise<readonly string[]> => {
  const rows = await withDeadline(
    sql<{ secret: string }[]>`select secret from local_sandbox.secrets where tenant_id = ${tenantId}`,
  );
  return rows.map(({ secret }) => secret);
};

export type Stock = { readonly tenantId: string; readonly sku: string; readonly quantity: number };

/** Limits an article to so many pieces from now on. */
export const setStock = async (sql: Sql, { tenantId, sku, quantity }: Stock): Promise<void> => {
  await withDeadline(sql`
    insert into local_sandbox.stock (tenant_id, sku, quantity) values (${tenantId}, ${sku}, ${quantity})
    on conflict (tenant_id, sku) do update set quantity = excluded.quantity`);
};

export type Price = { readonly tenantId: string; readonly sku: string; readonly unitPrice: Money };

/** What the stock asks for an article from now on, whatever an order says. */
export const setPrice = async (sql: Sql, { tenantId, sku, unitPrice }: Price): Promise<void> => {
  const { minorUnits, currency } = toColumns(unitPrice);
  await withDeadline(sql`
    insert into local_sandbox.prices (tenant_id, sku, minor_units, currency)
    values (${tenantId}, ${sku}, ${minorUnits}, ${currency})
    on conflict (tenant_id, sku) do update
    set minor_units = excluded.minor_units, currency = excluded.currency`);
};
