import { createHash } from "node:crypto";
import { z } from "zod";
import type { Dataset, IngestionPayload } from "./payload.ts";
import { shorten } from "../../services/presentation/visible-text.ts";

const titleMaxCharacters = 200;
/** A message holds one record as a rule, and more only by its documented shape. */
const recordsMax = 1_000;

const recordSchema = z.object({
  eventSource: z.literal("aws:s3"),
  eventTime: z.iso.datetime(),
  /** "ObjectCreated:Put", "s3:ObjectCreated:Copy" in notifications of other makes. */
  eventName: z.string(),
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      size: z.number().optional(),
      eTag: z.string().optional(),
      versionId: z.string().nullish(),
      sequencer: z.string().optional(),
    }),
  }),
});

const eventSchema = z.object({ Records: z.array(z.unknown()).max(recordsMax) });

/** What a client app sends to `POST /v1/approval-requests`, once it has added who asks. */
export type IngestionRequest = {
  readonly kind: "ingestion";
  readonly title: string;
  /** Of the object and its version: a notification that comes twice is refused as a duplicate. */
  readonly externalId: string;
  readonly payload: IngestionPayload;
};

/** "The object key name value is URL encoded", and a space a plus sign, in S3's events. */
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll("+", " "));

const externalIdOf = (parts: readonly string[]): string =>
  `s3-${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;

const isCreation = (record: unknown): boolean => {
  const { eventName } = z.object({ eventName: z.string() }).parse(record);
  return /^(?:s3:)?ObjectCreated:/.test(eventName);
};

const toRequest = (record: unknown, dataset: Dataset): IngestionRequest => {
  const { eventTime, s3 } = recordSchema.parse(record);
  const { size = 0, eTag, versionId, sequencer } = s3.object;
  const bucket = s3.bucket.name;
  const key = decodeKey(s3.object.key);
  return {
    kind: "ingestion",
    title: shorten(`Load ${key} into ${dataset.name}`.replaceAll(/\s+/g, " "), titleMaxCharacters),
    externalId: externalIdOf([bucket, key, versionId ?? eTag ?? ""]),
    payload: {
      bucket,
      key,
      ...(versionId === undefined || versionId === null ? {} : { versionId }),
      ...(eTag === undefined ? {} : { etag: eTag.replaceAll('"', "") }),
      bytes: size,
      receivedAt: eventTime,
      ...(sequencer === undefined ? {} : { sequencer }),
      dataset,
    },
  };
};

/**
 * Pure: the requests that an S3 event notification stands for, one for every object that was created; what was deleted
 * or restored asks for nothing. Throws a ZodError when it is no such event. The shape is AWS's
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
 */
export const fromS3Event = (event: unknown, dataset: Dataset): readonly IngestionRequest[] =>
  eventSchema
    .parse(event)
    .Records.filter(isCreation)
    .map((record) => toRequest(record, dataset));
