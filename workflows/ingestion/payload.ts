import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { lineSchema } from "../../services/kinds/text.ts";

/** Of an object's key and of its version id: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const keyMaxBytes = 1_024;
/** 50 TB, the most that one object of S3 may hold. */
const objectMaxBytes = 50 * 1_024 ** 4;
const batchIdMaxCharacters = 100;
const columnsMaxCount = 200;
const rowsMaxCount = 1_000_000_000;
const partitionsMaxCount = 100_000;
const wholePercent = 100;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** A bucket's name, those of before 2018 with capitals and underscores as well. */
const bucketSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/, "must be a bucket's name");
const keySchema = lineSchema(keyMaxBytes).refine((key) => bytesOf(key) <= keyMaxBytes, {
  error: `must have at most ${keyMaxBytes} bytes`,
});
/** "URL-ready, opaque strings" (S3's guide on versioning); without a colon, which sets it off from the key. */
const versionSchema = z
  .string()
  .regex(/^[A-Za-z0-9._~+/=-]+$/, "must be a version id or an ETag without quotes")
  .max(keyMaxBytes);

export const columnTypes = ["text", "integer", "decimal", "boolean", "date", "timestamp"] as const;

const columnSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/, "must be a column's name: small letters, digits, underscores"),
  type: z.enum(columnTypes),
  required: z.boolean().default(false),
});

/** The contract of a dataset: what its files have to hold, and how far they may be off before its owner is asked. */
const datasetSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "must be a table's name of at most 40 characters"),
  columns: z.array(columnSchema).min(1).max(columnsMaxCount),
  /** The columns that make a row one; none: rows may repeat. */
  uniqueKey: z.array(z.string()).max(columnsMaxCount).default([]),
  /** Of the last 30 days; without it what the validation says of its own, and without both the owner is asked. */
  medianRows: z.int().min(1).max(rowsMaxCount).optional(),
  /** Stricter than what the tenant has set; a laxer one has no effect. */
  rowTolerancePercent: z.number().min(0).max(wholePercent).optional(),
  badRowsMaxPercent: z.number().min(0).max(wholePercent).optional(),
});

/** A file that has arrived, and the dataset that it is to be loaded into. */
export const ingestionPayloadSchema = z.strictObject({
  bucket: bucketSchema,
  key: keySchema,
  /** Of a bucket with versions; of any other the ETag says which one it is. */
  versionId: versionSchema.optional(),
  etag: versionSchema.optional(),
  bytes: z.int().min(0).max(objectMaxBytes),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 of 64 small hexadecimal digits")
    .optional(),
  receivedAt: z.iso.datetime().optional(),
  /** Orders the versions of one object, as S3's events have it. */
  sequencer: z
    .string()
    .regex(/^[0-9A-Fa-f]{1,64}$/, "must be hexadecimal")
    .optional(),
  dataset: datasetSchema,
  /** A batch is loaded once, whoever asks again; by the object and its version where nothing is said. */
  batchId: lineSchema(batchIdMaxCharacters).optional(),
  /** The sender says that the columns are others from now on. */
  schemaChange: z.literal(true).optional(),
  /** How many partitions of the past this file fills in. */
  partitions: z.int().min(1).max(partitionsMaxCount).optional(),
});

export type IngestionPayload = z.infer<typeof ingestionPayloadSchema>;

export type Dataset = IngestionPayload["dataset"];

/** Which version of the object it is. */
export const versionOf = ({ versionId, etag }: IngestionPayload): string => versionId ?? etag ?? "";

/** What is loaded at most once. */
export const batchOf = (payload: IngestionPayload): string =>
  payload.batchId ?? `${versionOf(payload)}:${payload.bucket}/${payload.key}`;

/** A version there is, names that are used once, and a key of columns that there are. */
export const checkIngestion = (payload: IngestionPayload): readonly FieldError[] => {
  const { columns, uniqueKey } = payload.dataset;
  const names = columns.map(({ name }) => name);
  return [
    ...(versionOf(payload) === ""
      ? [
          {
            pointer: "/versionId",
            message: "is needed where there is no etag: it is what a file is told apart by",
          },
        ]
      : []),
    ...names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [{ pointer: `/dataset/columns/${index}/name`, message: "is used by a column before it" }],
    ),
    ...uniqueKey.flatMap((name, index) =>
      names.includes(name)
        ? []
        : [{ pointer: `/dataset/uniqueKey/${index}`, message: "is no column of the dataset" }],
    ),
  ];
};
