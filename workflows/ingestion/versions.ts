import type { FieldError, Findings, KindFacts, PastRequest } from "../../services/kinds/model.ts";
import { type IngestionPayload, versionOf } from "./payload.ts";

/** The colon parts the version, which has none, from the bucket; a bucket's name has no slash. */
const versionKey = (payload: IngestionPayload): string =>
  `version:${versionOf(payload)}:${payload.bucket}/${payload.key}`;
const objectKey = ({ bucket, key }: IngestionPayload): string => `object:${bucket}/${key}`;

/** By the object, and by the object with its version. */
export const ingestionKeys = (payload: IngestionPayload): readonly string[] => [
  objectKey(payload),
  versionKey(payload),
];

/**
 * One that was turned down or taken back does not stand in the way of another, nor does one that was approved and whose
 * load did not come about.
 */
const counts = ({ status, run }: PastRequest): boolean =>
  status === "pending" ||
  (status === "approved" && run !== "compensated" && run !== "failed" && run !== "timed_out");

/**
 * Pure: a file of this object and version comes in once, since notifications come at least once. One whose load did not
 * come about may come again: the warehouse loads a batch once, whoever asks.
 */
export const checkIngestionFacts = (
  payload: IngestionPayload,
  { past }: KindFacts,
): readonly FieldError[] => {
  const key = versionKey(payload);
  const standing = past.find((one) => one.key === key && counts(one));
  return standing === undefined
    ? []
    : [
        {
          pointer: payload.versionId === undefined ? "/etag" : "/versionId",
          message: `of this object is request ${standing.id} already`,
        },
      ];
};

/** Pure: the newest request for another version of the same object, which this one takes the place of; "" for none. */
export const findSuperseded = (payload: IngestionPayload, { past }: KindFacts): Findings => {
  const same = new Set(past.filter(({ key }) => key === versionKey(payload)).map(({ id }) => id));
  const earlier = past.find((one) => one.key === objectKey(payload) && counts(one) && !same.has(one.id));
  return { supersedes: earlier?.id ?? "" };
};
