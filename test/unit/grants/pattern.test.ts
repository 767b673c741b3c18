import { expect, test } from "vitest";
import {
  type ArgumentsPattern,
  argumentsPatternSchema,
  patternCovers,
} from "../../../services/grants/pattern.ts";

const cases: readonly (readonly [what: string, ArgumentsPattern, Record<string, unknown>, boolean])[] = [
  ["the same value", { list: "news" }, { list: "news" }, true],
  ["another value", { list: "news" }, { list: "staff" }, false],
  ["a number that is written as text", { count: 5 }, { count: "5" }, false],
  ["an argument that the pattern does not know", { list: "news" }, { list: "news", force: true }, false],
  ["an argument that is missing", { list: "news", dryRun: true }, { list: "news" }, false],
  ["nothing for nothing", {}, {}, true],
  ["a name that every object has", { constructor: 1 }, { other: 1 }, false],
  ["text that begins so", { path: { prefix: "/tmp/" } }, { path: "/tmp/a" }, true],
  ["text that begins otherwise", { path: { prefix: "/tmp/" } }, { path: "/etc/passwd" }, false],
  ["text that leaves where it begins", { path: { prefix: "/tmp/" } }, { path: "/tmp/../etc/passwd" }, false],
  ["the same, encoded", { path: { prefix: "/tmp/" } }, { path: "/tmp/%2e%2E%2fetc" }, false],
  ["two points in a name", { path: { prefix: "/tmp/" } }, { path: "/tmp/a..b" }, true],
  ["a list where a prefix is wanted", { path: { prefix: "/tmp/" } }, { path: ["/tmp/a"] }, false],
  ["one of several", { id: { oneOf: ["a", 1, null] } }, { id: null }, true],
  ["none of several", { id: { oneOf: ["a", 1, null] } }, { id: "1" }, false],
  ["a number up to the most", { days: { max: 9 } }, { days: 9 }, true],
  ["a number beyond it", { days: { max: 9 } }, { days: 9.5 }, false],
  ["a number below nothing", { days: { max: 9 } }, { days: -1 }, false],
  ["text where a number is wanted", { days: { max: 9 } }, { days: "1" }, false],
  ["an object in place of a value", { list: "news" }, { list: { prefix: "n" } }, false],
];

test.each(cases)("%s", (_what, pattern, named, covers) => {
  expect(patternCovers(argumentsPatternSchema.parse(pattern), named)).toBe(covers);
});

test("a pattern of another form is none", () => {
  for (const matcher of [
    { prefix: "" },
    { any: true },
    { max: -1 },
    { prefix: "a", max: 1 },
    ["a"],
    { oneOf: [] },
  ]) {
    expect(argumentsPatternSchema.safeParse({ argument: matcher }).success).toBe(false);
  }
});
