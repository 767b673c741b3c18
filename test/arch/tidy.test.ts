import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../..", import.meta.url).pathname;
const linesMax = 300;
const sayNothing = /(^|\/)(utils?|helpers?|common|misc|managers?)(\/|\.ts$)/;
const leftovers = /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck)|\b(test|describe|it)\.(only|skip)\(/;

const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.mjs"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

test("no file is longer than three hundred lines", () => {
  const long = tracked.filter((path) => read(path).split("\n").length > linesMax + 1);
  expect(long).toEqual([]);
});

test("every name says what is in the file", () => {
  expect(tracked.filter((path) => sayNothing.test(path))).toEqual([]);
});

test("nothing is left over, skipped or silenced", () => {
  const found = tracked.filter((path) => path !== "test/arch/tidy.test.ts" && leftovers.test(read(path)));
  expect(found).toEqual([]);
});

test("no two tests of a file have one title", () => {
  const doubled = tracked
    .filter((path) => path.endsWith(".test.ts"))
    .flatMap((path) => {
      const titles = [...read(path).matchAll(/^\s*(?:test|it)\(\s*("[^"]+"|`[^`]+`)/gm)].map(
        ([, title]) => title,
      );
      return titles
        .filter((title, index) => titles.indexOf(title) !== index)
        .map((title) => `${path}: ${title}`);
    });
  expect(doubled).toEqual([]);
});
