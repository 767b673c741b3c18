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

/** One that was turned down or taken back does not stand in the way of another. */
const counts = ({ status }: PastRequest): boolean => status === "pending" || status === "approved";

/**
 * Pure: a file of this object and version comes in once, since notifications come at least once. One whose load did not
 * come about is asked for again by naming that request.
 */
export const checkIngestionFacts = (
  payload: IngestionPayload,
  { past }: KindFacts,
): readonly FieldError[] => {
  const key = versionKey(payload);
  const standing = past.find((one) => one.key === key && counts(one) && one.id !== payload.retryOf);
  return standing === undefined
    ? []
    : [
        {
          pointer: payload.versionId === undefined ? "/etag" : "/versionId",
          message: `of this object is request ${standing.id} already; name it in retryOf if it did not come about`,
        },
      ];
};

/** Pure: the newest request for another version of the same object, which this one takes the place of; "" for none. */
export const findSuperseded = (payload: IngestionPayload, { past }: KindFacts): Findings => {
  const same = new Set(past.filter(({ key }) => key === versionKey(payload)).map(({ id }) => id));
  const earlier = past.find((one) => one.key === objectKey(payload) && counts(one) && !same.has(one.id));
  return { supersedes: earlier?.id ?? "" };
};
