import type { StoredFile } from "./files.ts";

const sequencerDigits = 16;
const hexadecimal = 16;

/**
 * What S3 would send about an upload (event version 2.1:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
 */
export const s3EventOf = ({ bucket, key, version, etag, size, sequencer, uploadedAt }: StoredFile) => ({
  Records: [
    {
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "local",
      eventTime: uploadedAt.toISOString(),
      eventName: "ObjectCreated:Put",
      s3: {
        s3SchemaVersion: "1.0",
        configurationId: "sandbox",
        bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
        object: {
          key: encodeURIComponent(key).replaceAll("%20", "+").replaceAll("%2F", "/"),
          size,
          eTag: etag,
          versionId: version,
          sequencer: BigInt(sequencer).toString(hexadecimal).toUpperCase().padStart(sequencerDigits, "0"),
        },
      },
    },
  ],
});
