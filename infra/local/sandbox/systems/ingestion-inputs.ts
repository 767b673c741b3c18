import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { objectKeyCharactersMax, readinessPollsMax, sequencerCharactersMax } from "../limits.ts";
import { idSchema } from "../tasks/model.ts";
import { contractFields, datasetSchema, objectFields } from "../warehouse/contract.ts";

/** A batch may be named by its version, bucket and key together. */
const batchIdSchema = textSchema(3 * objectKeyCharactersMax);
const batchFields = { dataset: datasetSchema, batchId: batchIdSchema };

/** What each type of task that loads data needs to be told. */
export const inputSchemas = {
  "file.await_complete": z.strictObject({ ...objectFields, bytes: z.int().min(0) }),
  "file.validate": z.strictObject({ ...objectFields, ...contractFields }),
  "file.quarantine": z.strictObject({ ...objectFields, ...contractFields }),
  "file.restore": z.strictObject({ quarantineTaskId: idSchema }),
  "data.enrich": z.strictObject({
    ...objectFields,
    ...contractFields,
    ...batchFields,
    sequencer: textSchema(sequencerCharactersMax).optional(),
    receivedAt: z.iso.datetime().optional(),
  }),
  "warehouse.drop_staging": z.strictObject({ ...batchFields, enrichTaskId: idSchema }),
  "warehouse.check_ready": z.strictObject({ ...batchFields, poll: z.int().min(0).max(readinessPollsMax) }),
  "warehouse.load": z.strictObject({ ...objectFields, ...batchFields }),
  "warehouse.rollback": z.strictObject({ ...batchFields, loadTaskId: idSchema }),
  "lineage.publish": z.strictObject({ ...objectFields, ...batchFields, rows: z.int().min(0) }),
  "lineage.retract": z.strictObject({ publishTaskId: idSchema }),
} as const;
