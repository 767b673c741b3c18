import { completed, declined, type Done } from "../tasks/model.ts";
import type { Scene } from "../tasks/effects/effect.ts";
import { type FileName, readFile } from "../warehouse/files.ts";
import { findBatch, medianRows, notePublished, noteStaged } from "../warehouse/lineage.ts";
import { dropStaged, loadBatch, rollBackBatch } from "../warehouse/load.ts";
import { readRows } from "../warehouse/read-rows.ts";
import { type Batch, createStaging } from "../warehouse/tables.ts";
import { inputSchemas } from "./ingestion-inputs.ts";
import { inquiry, play, type System, undoing } from "./play.ts";

/** Bad rows that the validation shows. */
const sampleRows = 20;
/** A dataset "…_late" is ready when it is asked about for the third time, one "…_never" never. */
const lateUntilPoll = 2;

const noSuchFile = declined("no_such_file", "There is no such version of the file.");

const ofObject = ({ bucket, key }: Pick<FileName, "bucket" | "key">): string => `${bucket}/${key}`;
const ofDataset = ({ dataset }: { readonly dataset: string }): string => dataset;

const found = (result: Readonly<Record<string, unknown>>): Done => ({
  answer: { outcome: "completed", result },
  entry: null,
});

const ofTenant = ({ key }: Scene, { dataset, batchId }: Omit<Batch, "tenantId">): Batch => ({
  tenantId: key.tenantId,
  dataset,
  batchId,
});

const awaitComplete = play({
  input: inputSchemas["file.await_complete"],
  reference: ofObject,
  play: async ({ sql }, input) => {
    const file = await readFile(sql, input);
    return file === null ? noSuchFile : found({ bytes: file.content.length });
  },
});

const validate = play({
  input: inputSchemas["file.validate"],
  reference: ofObject,
  play: async ({ sql, key }, input) => {
    const file = await readFile(sql, input);
    if (file === null) return noSuchFile;
    const { columns, good, bad } = readRows(file.content, input);
    return found({
      rows: good.length + bad.length,
      badRows: bad.length,
      bytes: file.content.length,
      sha256: file.sha256,
      columns,
      medianRows: await medianRows(sql, { tenantId: key.tenantId, dataset: input.dataset }),
      sample: bad
        .slice(0, sampleRows)
        .map(({ line, column, value, problem }) => ({ row: line, column, value, problem })),
    });
  },
});

const quarantine = play({
  input: inputSchemas["file.quarantine"],
  reference: ofObject,
  play: async ({ sql, key }, input) => {
    const file = await readFile(sql, input);
    if (file === null) return noSuchFile;
    const { bad } = readRows(file.content, input);
    await sql`
      insert into local_warehouse.quarantine (tenant_id, task_id, dataset, line, problem, content)
      select ${key.tenantId}, ${key.taskId}, ${input.dataset}, line, trim(coalesce("column", '') || ' ' || problem), content
      from jsonb_to_recordset(${JSON.stringify(bad)}::text::jsonb)
        as given (line integer, "column" text, problem text, content jsonb)
      on conflict do nothing`;
    const result = { quarantined: bad.length, location: "local_warehouse.quarantine" };
    return completed(result, { amount: null, reference: ofObject(input), detail: result });
  },
});

const enrich = play({
  input: inputSchemas["data.enrich"],
  reference: ofObject,
  play: async (scene, input) => {
    const { sql } = scene;
    const file = await readFile(sql, input);
    if (file === null) return noSuchFile;
    const batch = ofTenant(scene, input);
    const known = await findBatch(sql, batch);
    if (known !== null && known.status !== "dropped")
      return found({ rows: known.rows, isStagedAlready: true });
    const { good } = readRows(file.content, input);
    await createStaging(sql, batch, { contract: input, rows: good });
    const { bucket, key, version, sequencer = null, receivedAt = null } = input;
    const { sha256 } = file;
    await noteStaged(sql, batch, { bucket, key, version, sha256, rows: good.length, sequencer, receivedAt });
    const { batchId } = batch;
    return completed(
      { rows: good.length },
      { amount: null, reference: ofObject(input), detail: { batchId, rows: good.length } },
    );
  },
});

const load = play({
  input: inputSchemas["warehouse.load"],
  reference: ofObject,
  play: async (scene, input) => {
    const loaded = await loadBatch(scene.sql, ofTenant(scene, input));
    if (!loaded.ok) return declined(loaded.reasonCode, loaded.message);
    const { table, rows, isNew } = loaded;
    if (!isNew) return found({ table, rows, isLoadedAlready: true });
    const detail = { batchId: input.batchId, table, rows };
    return completed({ table, rows }, { amount: null, reference: ofObject(input), detail });
  },
});

const publish = play({
  input: inputSchemas["lineage.publish"],
  reference: ofObject,
  play: async (scene, input) => {
    const batch = ofTenant(scene, input);
    await notePublished(scene.sql, batch, true);
    const detail = { batchId: input.batchId, version: input.version, rows: input.rows };
    return completed({ batchId: input.batchId }, { amount: null, reference: ofObject(input), detail });
  },
});

/** Files, the quarantine for their bad rows, and a warehouse of real tables with the lineage of each. */
export const ingestionSystem: System = {
  "file.await_complete": awaitComplete,
  "file.validate": validate,
  "file.quarantine": quarantine,
  "file.restore": undoing({
    input: inputSchemas["file.restore"],
    taskId: ({ quarantineTaskId }) => quarantineTaskId,
    undo: async ({ sql, key }, { quarantineTaskId }) => {
      await sql`
        delete from local_warehouse.quarantine
        where tenant_id = ${key.tenantId} and task_id = ${quarantineTaskId}`;
      return true;
    },
  }),
  "data.enrich": enrich,
  "warehouse.drop_staging": undoing({
    input: inputSchemas["warehouse.drop_staging"],
    taskId: ({ enrichTaskId }) => enrichTaskId,
    undo: (scene, input) => dropStaged(scene.sql, ofTenant(scene, input)),
  }),
  "warehouse.check_ready": inquiry({
    input: inputSchemas["warehouse.check_ready"],
    reference: ofDataset,
    answer: ({ dataset, poll }) => ({
      ready: !dataset.endsWith("_never") && (!dataset.endsWith("_late") || poll >= lateUntilPoll),
    }),
  }),
  "warehouse.load": load,
  "warehouse.rollback": undoing({
    input: inputSchemas["warehouse.rollback"],
    taskId: ({ loadTaskId }) => loadTaskId,
    undo: (scene, input) => rollBackBatch(scene.sql, ofTenant(scene, input)),
  }),
  "lineage.publish": publish,
  "lineage.retract": undoing({
    input: inputSchemas["lineage.retract"],
    taskId: ({ publishTaskId }) => publishTaskId,
    undo: async ({ sql, key }, _input, { detail }) => {
      const batchId = String(detail["batchId"]);
      await notePublished(sql, { tenantId: key.tenantId, batchId }, false);
      return true;
    },
  }),
};
