import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { objectKeyCharactersMax, warehouseColumnsMax } from "../limits.ts";

/** Also what keeps a name from being anything but a name in SQL. */
const sqlName = (maxCharacters: number) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .max(maxCharacters);
const datasetCharactersMax = 40;
const columnCharactersMax = 60;

export const datasetSchema = sqlName(datasetCharactersMax);

/** Which file a task is about. */
export const objectFields = {
  bucket: textSchema(objectKeyCharactersMax),
  key: textSchema(objectKeyCharactersMax),
  version: textSchema(objectKeyCharactersMax),
};

/** What the file's rows have to be like. */
export const contractFields = {
  dataset: datasetSchema,
  columns: z
    .array(
      z.strictObject({
        name: sqlName(columnCharactersMax),
        type: z.enum(["text", "integer", "decimal", "boolean", "date", "timestamp"]),
        required: z.boolean(),
      }),
    )
    .min(1)
    .max(warehouseColumnsMax),
  uniqueKey: z.array(sqlName(columnCharactersMax)).max(warehouseColumnsMax),
};

const contractSchema = z.object(contractFields);

export type Contract = z.infer<typeof contractSchema>;
export type Column = Contract["columns"][number];
