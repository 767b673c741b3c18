import type { Queryable } from "../../stand-in/connect.ts";
import type { FileName } from "./files.ts";
import type { Batch } from "./tables.ts";

const medianDays = 30;

export type BatchStatus = "staged" | "live" | "replaced" | "dropped" | "expired";

export type LineageRow = FileName & {
  readonly batchId: string;
  readonly dataset: string;
  readonly sha256: string;
  readonly rows: number;
  readonly sequencer: string | null;
  readonly receivedAt: Date | null;
  readonly status: BatchStatus;
  readonly previousBatchId: string | null;
  readonly loadedAt: Date | null;
  readonly publishedAt: Date | null;
};

type Row = Omit<LineageRow, "rows"> & { readonly rows: string };

const columns = (sql: Queryable) => sql`
  batch_id as "batchId", dataset, bucket, key, version, sha256, rows::text, sequencer, received_at as "receivedAt",
  status, previous_batch_id as "previousBatchId", loaded_at as "loadedAt", published_at as "publishedAt"`;

const toLineage = ({ rows, ...row }: Row): LineageRow => ({ ...row, rows: Number(rows) });

type Of = Pick<Batch, "tenantId" | "dataset">;

/** Every batch of a dataset, the one that was loaded last first. */
export const listLineage = async (
  sql: Queryable,
  { tenantId, dataset }: Of,
): Promise<readonly LineageRow[]> =>
  (
    await sql<Row[]>`
      select ${columns(sql)} from local_warehouse.lineage
      where tenant_id = ${tenantId} and dataset = ${dataset}
      order by loaded_at desc nulls last, batch_id`
  ).map(toLineage);

export const findBatch = async (sql: Queryable, { tenantId, batchId }: Batch): Promise<LineageRow | null> => {
  const [row] = await sql<Row[]>`
    select ${columns(sql)} from local_warehouse.lineage where tenant_id = ${tenantId} and batch_id = ${batchId}`;
  return row === undefined ? null : toLineage(row);
};

export type Staged = Pick<LineageRow, "bucket" | "key" | "version" | "sha256" | "rows" | "sequencer"> & {
  readonly receivedAt: string | null;
};

/** Notes a batch as staged; one that was dropped begins anew. */
export const noteStaged = async (sql: Queryable, batch: Batch, staged: Staged): Promise<void> => {
  const { tenantId, batchId, dataset } = batch;
  const { bucket, key, version, sha256, rows, sequencer, receivedAt } = staged;
  await sql`
    insert into local_warehouse.lineage
      (tenant_id, batch_id, dataset, bucket, key, version, sha256, rows, sequencer, received_at, status)
    values (${tenantId}, ${batchId}, ${dataset}, ${bucket}, ${key}, ${version}, ${sha256}, ${rows}, ${sequencer},
      ${receivedAt}, 'staged')
    on conflict (tenant_id, batch_id) do update set
      dataset = excluded.dataset, bucket = excluded.bucket, key = excluded.key, version = excluded.version,
      sha256 = excluded.sha256, rows = excluded.rows, sequencer = excluded.sequencer,
      received_at = excluded.received_at, status = 'staged', previous_batch_id = null, loaded_at = null,
      published_at = null`;
};

export type Move = { readonly status: BatchStatus; readonly previousBatchId?: string | null };

/** Moves a batch on; one that becomes live is loaded now. */
export const moveBatch = async (
  sql: Queryable,
  { tenantId, batchId }: Batch,
  { status, previousBatchId }: Move,
): Promise<void> => {
  await sql`
    update local_warehouse.lineage set
      status = ${status},
      loaded_at = case when ${status} = 'live' then coalesce(loaded_at, clock_timestamp())
        when ${status} in ('staged', 'dropped') then null else loaded_at end
      ${previousBatchId === undefined ? sql`` : sql`, previous_batch_id = ${previousBatchId}`}
    where tenant_id = ${tenantId} and batch_id = ${batchId}`;
};

/** Says or takes back that a batch's lineage is published. */
export const notePublished = async (
  sql: Queryable,
  { tenantId, batchId }: Omit<Batch, "dataset">,
  isPublished: boolean,
): Promise<void> => {
  await sql`
    update local_warehouse.lineage set published_at = case when ${isPublished} then clock_timestamp() end
    where tenant_id = ${tenantId} and batch_id = ${batchId}`;
};

/** The median of the rows that were loaded in 30 days; null when nothing was. */
export const medianRows = async (sql: Queryable, { tenantId, dataset }: Of): Promise<number | null> => {
  const [row] = await sql<{ median: number | null }[]>`
    select percentile_cont(0.5) within group (order by rows) as median from local_warehouse.lineage
    where tenant_id = ${tenantId} and dataset = ${dataset} and loaded_at is not null
      and loaded_at > clock_timestamp() - make_interval(days => ${medianDays})`;
  return row?.median ?? null;
};
