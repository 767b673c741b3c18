import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Dataset } from "../../workflows/ingestion/payload.ts";

const readData = (name: string): string => readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8");

/** The 400 lines of real orders as a file that lands. */
export const orderLines: string = readData("order-lines.csv");

/** The contract that the file keeps, and its median. */
export const orderLinesDataset = JSON.parse(readData("order-lines.dataset.json")) as Dataset;

const linesOf = (csv: string): string[] => csv.trimEnd().split("\n");
const toCsv = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

/** With the quantity of the first so many rows made unreadable. */
export const withBadRows = (count: number): string =>
  toCsv(
    linesOf(orderLines).map((line, index) =>
      index === 0 || index > count ? line : line.split(",").with(7, "a dozen").join(","),
    ),
  );

/** The first so many rows. */
export const firstRows = (count: number): string => toCsv(linesOf(orderLines).slice(0, count + 1));

/** With a column that the contract does not know. */
export const withNewColumn = (): string =>
  toCsv(linesOf(orderLines).map((line, index) => `${line},${index === 0 ? "channel" : "web"}`));

/** As the sandbox tells versions apart, and as a payload names its file. */
export const landed = (key: string, csv: string) => {
  const sha256 = createHash("sha256").update(csv).digest("hex");
  const bytes = Buffer.byteLength(csv);
  return { bucket: "acme-landing", key, versionId: sha256.slice(0, 16), bytes, sha256 };
};

/** Uploads a file to the sandbox; answers S3's event about it. */
export const upload = async (sandboxUrl: string, key: string, csv: string): Promise<unknown> => {
  const answer = await fetch(`${sandboxUrl}/files/acme-landing/${key}`, { method: "PUT", body: csv });
  if (!answer.ok) throw new Error(`upload of ${key}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
