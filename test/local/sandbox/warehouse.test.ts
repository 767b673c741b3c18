import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../../infra/local/sandbox/index.ts";
import { liveTable } from "../../../infra/local/sandbox/warehouse/tables.ts";
import { landed, orderLines, orderLinesDataset, firstRows, upload } from "../../support/order-lines.ts";
import { openDatabase, type TestDatabase } from "../../support/postgres/database.ts";
import { createTenant, resultOf } from "./tenant.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let sandbox: Sandbox;

beforeAll(async () => {
  database = await openDatabase();
  sql = postgres(database.adminUrl, { max: 1 });
  sandbox = await startSandbox({ databaseUrl: database.adminUrl });
});
afterAll(async () => {
  await sandbox.close();
  await sql.end();
  await database.drop();
});

const { name: dataset, columns, uniqueKey } = orderLinesDataset;

/** A tenant's warehouse, with a file's way into it in short words. */
const openWarehouse = async () => {
  const tenant = await createTenant(sandbox.url);
  const table = liveTable({ tenantId: tenant.tenantId, dataset });
  const objectOf = (csv: string) => {
    const { bucket, key, versionId } = landed("order-lines.csv", csv);
    return { bucket, key, version: versionId };
  };
  return {
    ...tenant,
    stage: async (batchId: string, csv: string, more: object = {}) => {
      await upload(sandbox.url, "order-lines.csv", csv);
      const input = { ...objectOf(csv), dataset, columns, uniqueKey, batchId, ...more };
      return tenant.post({ type: "data.enrich", key: `stage-${batchId}`, input });
    },
    load: (batchId: string, csv: string) =>
      tenant.post({
        type: "warehouse.load",
        key: `load-${batchId}`,
        input: { ...objectOf(csv), dataset, batchId },
      }),
    publish: (batchId: string, csv: string, rows: number) =>
      tenant.post({
        type: "lineage.publish",
        input: { ...objectOf(csv), dataset, batchId, rows },
      }),
    rollBack: (batchId: string) =>
      tenant.post({ type: "warehouse.rollback", input: { dataset, batchId, loadTaskId: `load-${batchId}` } }),
    drop: (batchId: string) =>
      tenant.post({
        type: "warehouse.drop_staging",
        input: { dataset, batchId, enrichTaskId: `stage-${batchId}` },
      }),
    count: async () => {
      const rows = await sql.unsafe<{ count: number }[]>(
        `select count(*)::int as count from local_warehouse."${table}"`,
      );
      return rows[0]?.count;
    },
    tables: async () =>
      (
        await sql`
          select 1 from information_schema.tables
          where table_schema = 'local_warehouse' and starts_with(table_name, ${table})`
      ).length,
    statuses: async () => {
      const rows = await sql<{ batch: string; status: string }[]>`
        select batch_id as batch, status from local_warehouse.lineage
        where tenant_id = ${tenant.tenantId} order by batch_id`;
      return Object.fromEntries(rows.map(({ batch, status }) => [batch, status]));
    },
  };
};

const small = firstRows(10);
const medium = firstRows(20);

test("a file becomes rows of a real table, with the types of its contract and its lineage", async () => {
  const warehouse = await openWarehouse();
  await warehouse.stage("b1", orderLines);
  expect(resultOf(await warehouse.load("b1", orderLines))).toMatchObject({ rows: 400 });
  const table = liveTable({ tenantId: warehouse.tenantId, dataset });
  const [row] = await sql.unsafe(
    `select _line, order_date::text, quantity, unit_price, region, description from local_warehouse."${table}"
     where order_number = 'NW-10544' and sku = 'NW-028'`,
  );
  expect(row).toEqual({
    _line: 400,
    order_date: "1997-05-21",
    quantity: "7",
    unit_price: "45.60",
    region: "OR",
    description: "Rössle Sauerkraut",
  });
  const answer = await fetch(`${sandbox.url}/warehouse/${warehouse.tenantId}/${dataset}`);
  const { sha256, versionId } = landed("order-lines.csv", orderLines);
  expect(await answer.json()).toMatchObject({
    table: `local_warehouse.${table}`,
    lineage: [{ batchId: "b1", version: versionId, sha256, rows: 400, status: "live" }],
  });
});

test("a batch is loaded once, whoever asks again", async () => {
  const warehouse = await openWarehouse();
  await warehouse.stage("b1", small);
  await warehouse.load("b1", small);
  const again = {
    type: "warehouse.load",
    key: "another",
    input: { ...landedAs(small), dataset, batchId: "b1" },
  };
  expect(resultOf(await warehouse.post(again))).toMatchObject({ rows: 10, isLoadedAlready: true });
  expect((await warehouse.ledger()).data.map(({ type }) => type)).toEqual(["data.enrich", "warehouse.load"]);
});

const landedAs = (csv: string) => {
  const { bucket, key, versionId } = landed("order-lines.csv", csv);
  return { bucket, key, version: versionId };
};

test("rolling a load back puts the table of before in its place, and dropping leaves nothing of the batch", async () => {
  const warehouse = await openWarehouse();
  await warehouse.stage("b1", small);
  await warehouse.load("b1", small);
  await warehouse.stage("b2", medium);
  expect(await warehouse.count()).toBe(10);
  await warehouse.load("b2", medium);
  expect(await warehouse.count()).toBe(20);
  await warehouse.rollBack("b2");
  expect(await warehouse.count()).toBe(10);
  await warehouse.drop("b2");
  expect(await warehouse.tables()).toBe(1);
  expect(await warehouse.statuses()).toEqual({ b1: "live", b2: "dropped" });
  await warehouse.stage("b2", medium);
});

test("rolling back what another has replaced leaves the other where it is", async () => {
  const warehouse = await openWarehouse();
  for (const [batch, csv] of [
    ["b1", firstRows(5)],
    ["b2", small],
    ["b3", medium],
  ] as const) {
    await warehouse.stage(batch, csv);
    await warehouse.load(batch, csv);
  }
  await warehouse.rollBack("b2");
  expect(await warehouse.count()).toBe(20);
  await warehouse.rollBack("b3");
  expect(await warehouse.count()).toBe(5);
});

test("the table before the last is kept until its successor's lineage is published and replaced", async () => {
  const warehouse = await openWarehouse();
  for (const [batch, csv, rows] of [
    ["b1", firstRows(5), 5],
    ["b2", small, 10],
    ["b3", medium, 20],
  ] as const) {
    await warehouse.stage(batch, csv);
    await warehouse.load(batch, csv);
    await warehouse.publish(batch, csv, rows);
  }
  expect(await warehouse.statuses()).toEqual({ b1: "expired", b2: "replaced", b3: "live" });
  expect(await warehouse.tables()).toBe(2);
});

test("a version that comes late does not replace a later one, by the sequencers of S3", async () => {
  const warehouse = await openWarehouse();
  await warehouse.stage("early", small, { sequencer: "0055AED6DCD90281E5" });
  await warehouse.stage("late", medium, { sequencer: "0055AED6DCD90281F" });
  await warehouse.load("late", medium);
  expect((await warehouse.load("early", small)).body).toMatchObject({
    outcome: "declined",
    reasonCode: "superseded",
  });
  expect(await warehouse.count()).toBe(20);
});

test("the median of 30 days is that of what was loaded", async () => {
  const warehouse = await openWarehouse();
  for (const [batch, csv] of [
    ["b1", firstRows(5)],
    ["b2", small],
    ["b3", medium],
  ] as const) {
    await warehouse.stage(batch, csv);
    await warehouse.load(batch, csv);
  }
  const input = { ...landedAs(small), dataset, columns, uniqueKey };
  expect(resultOf(await warehouse.post({ type: "file.validate", input }))).toMatchObject({
    rows: 10,
    badRows: 0,
    medianRows: 10,
  });
});

test("whoever reads while tables are swapped sees one or the other, whole", async () => {
  const warehouse = await openWarehouse();
  await warehouse.stage("b1", small);
  await warehouse.load("b1", small);
  await warehouse.stage("b2", orderLines);
  const seen = new Set<number | undefined>();
  let isDone = false;
  const reading = (async () => {
    while (!isDone) seen.add(await warehouse.count());
    seen.add(await warehouse.count());
  })();
  await warehouse.load("b2", orderLines);
  isDone = true;
  await reading;
  expect([...seen].filter((count) => count !== 10 && count !== 400)).toEqual([]);
  expect(seen).toContain(400);
});

test("a file that is too large is refused, and one within the limit is taken again as the same version", async () => {
  const put = (size: number) =>
    fetch(`${sandbox.url}/files/acme-landing/large.csv`, { method: "PUT", body: Buffer.alloc(size, "a") });
  expect((await put(20 * 1024 * 1024 + 1)).status).toBe(413);
  const bodies = [await (await put(2_000_000)).json(), await (await put(2_000_000)).json()];
  expect(bodies[0]).toEqual(bodies[1]);
  const { data } = (await (await fetch(`${sandbox.url}/files`)).json()) as { data: { size: number }[] };
  expect(data[0]).toMatchObject({ key: "large.csv", size: 2_000_000 });
});
