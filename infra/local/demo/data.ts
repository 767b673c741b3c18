import { readFile } from "node:fs/promises";

/** A file of the test data. */
export const readData = (name: string): Promise<string> =>
  readFile(new URL(`../../../test/data/${name}`, import.meta.url), "utf8");

/** One JSON object a line. */
export const readLines = async <Line>(name: string): Promise<readonly Line[]> =>
  (await readData(name))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
