import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root = new URL("../..", import.meta.url).pathname;
const oxlint = join(root, "node_modules", ".bin", "oxlint");

/** Known-bad code, the folder it must not stand in, and the rule that has to say so. */
const canaries = [
  {
    folder: "api/routes",
    file: "canary.ts",
    code: 'import "../../../db/client.ts";',
    rule: "no-restricted-imports",
  },
  {
    folder: "api/routes",
    file: "canary.ts",
    code: 'export * from "drizzle-orm";',
    rule: "no-restricted-imports",
  },
  {
    folder: "api/middleware",
    file: "canary.ts",
    code: 'await import("postgres");',
    rule: "no-restricted-imports",
  },
  {
    folder: "api/routes",
    file: "canary.ts",
    code: 'import "../../../workflows/kinds.ts";',
    rule: "no-restricted-imports",
  },
  { folder: "services/requests", file: "canary.ts", code: 'import "hono";', rule: "no-restricted-imports" },
  {
    folder: "services/requests",
    file: "canary.ts",
    code: 'import "@aws-sdk/client-lambda";',
    rule: "no-restricted-imports",
  },
  {
    folder: "services/requests",
    file: "canary.ts",
    code: 'import "../../../api/app.ts";',
    rule: "no-restricted-imports",
  },
  {
    folder: "services/adapters",
    file: "canary.ts",
    code: 'import "../../../db/client.ts";',
    rule: "no-restricted-imports",
  },
  {
    folder: "services",
    file: "policy.ts",
    code: "export const now = () => Date.now();",
    rule: "no-restricted-globals",
  },
  { folder: "services", file: "machine.ts", code: 'import "node:fs";', rule: "no-restricted-imports" },
  {
    folder: "db/queries",
    file: "canary.ts",
    code: 'import "../../../services/page.ts";',
    rule: "no-restricted-imports",
  },
  {
    folder: "workflows",
    file: "workflow.ts",
    code: "export const at = () => Date.now();",
    rule: "no-restricted-globals",
  },
  {
    folder: "workflows",
    file: "workflow.ts",
    code: "export const dice = () => Math.random();",
    rule: "no-restricted-properties",
  },
  {
    folder: "workflows",
    file: "workflow.ts",
    code: 'import "../../services/page.ts";',
    rule: "no-restricted-imports",
  },
  {
    folder: "workflows",
    file: "workflow.ts",
    code: 'export const get = () => fetch("http://x");',
    rule: "no-restricted-globals",
  },
  {
    folder: "workflows/order",
    file: "canary.ts",
    code: 'import "../../../db/client.ts";',
    rule: "no-restricted-imports",
  },
  {
    folder: "services/requests",
    file: "canary.ts",
    code: "export const home = process.env.HOME;",
    rule: "no-process-env",
  },
  {
    folder: "services/requests",
    file: "canary.ts",
    code: "export const f = async () => 1; f();",
    rule: "no-floating-promises",
  },
  { folder: "api/routes", file: "canary.ts", code: "export default 1;", rule: "no-default-export" },
] as const;

/** Kept to the table: must not be refused, or the rules above prove nothing. */
const innocent = { folder: "services/requests", file: "canary.ts", code: "export const one = 1;" } as const;

const directories: string[] = [];
let output = "";

/** Each canary in a folder of its own below the one it must not stand in, since rules go by path; linted at once. */
beforeAll(async () => {
  for (const { folder, file, code } of [...canaries, innocent]) {
    const directory = await mkdtemp(join(root, folder, "canary-"));
    directories.push(directory);
    await writeFile(join(directory, file), `${code}\n`);
  }
  const { stdout } = await run(oxlint, ["--type-aware", "--format", "unix", ...directories], {
    cwd: root,
  }).catch((failure: { stdout: string }) => failure);
  output = stdout;
});
afterAll(async () => {
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true })));
});

const findingsIn = (index: number): string[] =>
  output.split("\n").filter((line) => line.includes(relative(root, directories[index] ?? "no such folder")));

test.each(canaries.map((canary, index) => ({ ...canary, index })))(
  "$folder refuses: $code",
  ({ rule, index }) => {
    expect(findingsIn(index).join("\n")).toContain(rule);
  },
);

test("code that keeps to the table is not refused", () => {
  expect(findingsIn(canaries.length)).toEqual([]);
});
