import postgres from "postgres";
import { liveTable } from "../../../infra/local/sandbox/warehouse/tables.ts";
import type { Scene } from "../support/world.ts";

/** What the warehouse holds of a scene's tenant in the end, read from its tables. */
export const readWarehouse = async ({ ctx, world }: Scene, dataset = "order_lines") => {
  const sql = postgres(world.databaseUrl, { max: 1 });
  const { tenantId } = ctx;
  const table = liveTable({ tenantId, dataset });
  try {
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables
      where table_schema = 'local_warehouse' and starts_with(table_name, ${table}) order by 1`;
    const isThere = tables.some(({ name }) => name === table);
    const [live] = isThere
      ? await sql<{ rows: number; quantity: number; total: string }[]>`
          select count(*)::int as rows, sum(quantity)::int as quantity, sum(line_total)::text as total
          from ${sql(`local_warehouse.${table}`)}`
      : [];
    const [aside] = await sql<{ rows: number }[]>`
      select count(*)::int as rows from local_warehouse.quarantine where tenant_id = ${tenantId}`;
    const lineage = await sql<{ status: string; rows: number; isPublished: boolean }[]>`
      select status, rows::int, published_at is not null as "isPublished" from local_warehouse.lineage
      where tenant_id = ${tenantId} order by loaded_at nulls last`;
    return {
      rows: live?.rows ?? null,
      total: live?.total ?? null,
      quarantined: aside?.rows ?? 0,
      lineage: lineage.map(
        ({ status, rows, isPublished }) => `${status} ${rows}${isPublished ? " published" : ""}`,
      ),
      /** Tables beside the live one: stagings that were left, and what was before. */
      others: tables.filter(({ name }) => name !== table).length,
    };
  } finally {
    await sql.end();
  }
};
