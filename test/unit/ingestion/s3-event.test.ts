import { expect, test } from "vitest";
import { s3EventOf } from "../../../infra/local/sandbox/warehouse/s3-event.ts";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { kind } from "../../../workflows/ingestion/contract.ts";
import { fromS3Event } from "../../../workflows/ingestion/s3-event.ts";
import { orderLinesDataset } from "../../support/order-lines.ts";

/** AWS's own example of what S3 sends (https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html). */
const example = {
  Records: [
    {
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "us-east-2",
      eventTime: "2019-09-03T19:37:27.192Z",
      eventName: "ObjectCreated:Put",
      userIdentity: { principalId: "AWS:AIDAINPONIXQXHT3IKHL2" },
      requestParameters: { sourceIPAddress: "205.255.255.255" },
      responseElements: {
        "x-amz-request-id": "D82B88E5F771F645",
        "x-amz-id-2": "vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6qMa0emYBDXOo6QBU0Wo=",
      },
      s3: {
        s3SchemaVersion: "1.0",
        configurationId: "828aa6fc-f7b5-4305-8584-487c791949c1",
        bucket: {
          name: "DOC-EXAMPLE-BUCKET",
          ownerIdentity: { principalId: "A3I5XTEXAMAI3E" },
          arn: "arn:aws:s3:::lambda-artifacts-deafc19498e3f2df",
        },
        object: {
          key: "b21b84d653bb07b05b1e6b33684dc11b",
          size: 1305107,
          eTag: "b21b84d653bb07b05b1e6b33684dc11b",
          sequencer: "0C0F6F405D6ED209E1",
        },
      },
    },
  ],
};

const withObject = (object: object, record: object = {}) => ({
  Records: example.Records.map((one) => ({
    ...one,
    ...record,
    s3: { ...one.s3, object: { ...one.s3.object, ...object } },
  })),
});

test("an event of S3 becomes a request that the kind accepts", () => {
  const [request, ...more] = fromS3Event(example, orderLinesDataset);
  expect(more).toEqual([]);
  expect(request).toMatchObject({
    kind: "ingestion",
    title: "Load b21b84d653bb07b05b1e6b33684dc11b into order_lines",
    payload: {
      bucket: "DOC-EXAMPLE-BUCKET",
      key: "b21b84d653bb07b05b1e6b33684dc11b",
      etag: "b21b84d653bb07b05b1e6b33684dc11b",
      bytes: 1305107,
      receivedAt: "2019-09-03T19:37:27.192Z",
      sequencer: "0C0F6F405D6ED209E1",
    },
  });
  expect(readPayload(kind, request?.payload)).toMatchObject({ ok: true });
});

test("a key comes as it was before S3 has encoded it", () => {
  const [request] = fromS3Event(withObject({ key: "in/r%C3%B6ssle+no%2B1.csv" }), orderLinesDataset);
  expect(request?.payload.key).toBe("in/rössle no+1.csv");
});

test("the same object and version is the same request, another version another", () => {
  const idOf = (object: object) => fromS3Event(withObject(object), orderLinesDataset)[0]?.externalId;
  expect(idOf({ versionId: "v1" })).toBe(idOf({ versionId: "v1", sequencer: "0C0F6F405D6ED209E2" }));
  expect(idOf({ versionId: "v1" })).not.toBe(idOf({ versionId: "v2" }));
  expect(idOf({ versionId: null })).toBe(idOf({}));
});

test.each(["ObjectRemoved:Delete", "ObjectRestore:Completed", "s3:TestEvent"])(
  "%s asks for nothing",
  (eventName) => {
    expect(fromS3Event(withObject({}, { eventName }), orderLinesDataset)).toEqual([]);
  },
);

test("what is no event of S3 is refused", () => {
  expect(() => fromS3Event({ Records: "none" }, orderLinesDataset)).toThrow(/Records/);
  expect(() => fromS3Event(withObject({}, { eventSource: "aws:sqs" }), orderLinesDataset)).toThrow(/aws:s3/);
});

test("the sandbox's own event reads like one of S3", () => {
  const event = s3EventOf({
    bucket: "acme-landing",
    key: "in/rössle no+1.csv",
    version: "9f86d081884c7d65",
    sequencer: "255",
    etag: "098f6bcd4621d373cade4e832627b4f6",
    sha256: "0".repeat(64),
    size: 4,
    uploadedAt: new Date("2026-11-24T05:12:09Z"),
  });
  expect(fromS3Event(event, orderLinesDataset)[0]?.payload).toMatchObject({
    key: "in/rössle no+1.csv",
    versionId: "9f86d081884c7d65",
    sequencer: "00000000000000FF",
    bytes: 4,
  });
});
