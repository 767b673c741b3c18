import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problems } from "../../api/problem.ts";
import { errorCodes } from "../../services/errors.ts";

test("every error code is in the README, with its status and title", () => {
  const readme = readFileSync(new URL("../../api/README.md", import.meta.url), "utf8");
  const rows = errorCodes.map(
    (code) => `| \`${code}\` | ${problems[code].status} | ${problems[code].title} |`,
  );
  expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
});
