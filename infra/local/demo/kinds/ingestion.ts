import { randomUUID } from "node:crypto";
import type { Dataset } from "../../../../workflows/ingestion/payload.ts";
import { fromS3Event } from "../../../../workflows/ingestion/s3-event.ts";
import type { DemoClient } from "../client.ts";
import { readData } from "../data.ts";
import type { DemoKind, Scenario } from "./model.ts";

const bucket = "northwind-landing";
const quantityField = 7;
const seriesCharacters = 8;

/** With the quantity of the first so many rows made unreadable. */
const spoil = (csv: string, count: number): string =>
  csv
    .split("\n")
    .map((line, index) =>
      index === 0 || index > count ? line : line.split(",").with(quantityField, "a dozen").join(","),
    )
    .join("\n");

const firstRows = (csv: string, count: number): string =>
  `${csv
    .split("\n")
    .slice(0, count + 1)
    .join("\n")}\n`;

type IngestionScenario = Pick<Scenario, "label" | "says" | "decision" | "ends"> & {
  /** What becomes of the real file before it lands. */
  readonly makes: (csv: string) => string;
};

const files: readonly IngestionScenario[] = [
  {
    label: "clean",
    says: "400 real order lines land: validated, staged, swapped in, nobody is asked",
    makes: (csv) => csv,
    decision: null,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "put aside",
    says: "two of 400 rows are bad (0.5 %): put aside, and the rest is loaded",
    makes: (csv) => spoil(csv, 2),
    decision: null,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "asks",
    says: "a quarter of the rows is missing: the data's owner sees it and approves",
    makes: (csv) => firstRows(csv, 300),
    decision: { outcome: "approve", comment: "A short week." },
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "rejected",
    says: "three bad rows: the owner rejects it, and the rows come out of quarantine again",
    makes: (csv) => spoil(csv, 3),
    decision: { outcome: "reject", comment: "Send it again, please." },
    ends: { request: "rejected", run: "compensated" },
  },
];

/** The file lands in the sandbox, and the event that S3 would send becomes the request. */
const land = async (
  client: DemoClient,
  { makes, ...scenario }: IngestionScenario,
  { csv, dataset, series }: { readonly csv: string; readonly dataset: Dataset; readonly series: string },
): Promise<Scenario> => {
  const key = `order-lines/${series}-${scenario.label.replace(" ", "-")}.csv`;
  const event = await client.upload(bucket, key, makes(csv));
  const [request] = fromS3Event(event, dataset);
  if (request === undefined) {
    throw new Error(`the upload of ${key} was no event`);
  }
  return { ...scenario, title: request.title, requester: "emp-8", payload: request.payload };
};

/** What is good enough passes; the sales manager owns the data and is asked about the rest. */
export const ingestionDemo: DemoKind = {
  kind: "ingestion",
  says: "four files of real order lines land",
  policy: {
    name: "Files by how far they are off",
    rules: (people) => [
      { name: "good enough", when: 'findings.verdict != "ask"', autoApprove: true },
      {
        name: "too far off",
        stages: [
          {
            name: "data owner",
            approvers: [{ member: people("emp-5") }],
            quorum: "any",
            deadline: "P2D",
          },
        ],
      },
    ],
  },
  scenarios: async (client) => {
    const csv = await readData("order-lines.csv");
    const dataset = JSON.parse(await readData("order-lines.dataset.json")) as Dataset;
    const series = randomUUID().slice(0, seriesCharacters);
    return Promise.all(files.map((file) => land(client, file, { csv, dataset, series })));
  },
};
