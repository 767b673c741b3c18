import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { financeId } from "./directory.ts";
import { findingsOf } from "./linted.ts";

test("the policy of the README is one that is taken and may be published", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const [, example = ""] = /```\n("rules": [^`]+)```/.exec(readme) ?? [];
  const { rules } = JSON.parse(`{${example.replace("grp_…", financeId)}}`) as { rules: unknown };
  const errors = findingsOf(rules).filter(({ level }) => level === "error");
  expect(errors).toEqual([]);
});
