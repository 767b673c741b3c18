import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

let tree: string;
let output = "";

const folderOf = (folder: string, index: number): string => join(folder, `canary-${index}`);

/**
 * A tree of its own with the same folders and the same rules, since rules go by the path below the configuration:
 * in ours, whoever reads it meanwhile would meet the canaries. Each has a folder of its own; all are linted at once.
 */
beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), "countersign-canaries-"));
  await copyFile(join(root, ".oxlintrc.json"), join(tree, ".oxlintrc.json"));
  const types = { extends: join(root, "tsconfig.json"), compilerOptions: { types: [] }, include: ["."] };
  await writeFile(join(tree, "tsconfig.json"), JSON.stringify(types));
  for (const [index, { folder, file, code }] of [...canaries, innocent].entries()) {
    await mkdir(join(tree, folderOf(folder, index)), { recursive: true });
    await writeFile(join(tree, folderOf(folder, index), file), `${code}\n`);
  }
  const { stdout } = await run(oxlint, ["--type-aware", "--format", "unix"], {
    cwd: tree,
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}` },
  }).catch((failure: { stdout: string }) => failure);
  output = stdout;
});
afterAll(() => rm(tree, { recursive: true }));

const findingsIn = (index: number): string[] =>
  output.split("\n").filter((line) => line.includes(`canary-${index}/`));

test.each(canaries.map((canary, index) => ({ ...canary, index })))(
  "$folder refuses: $code",
  ({ rule, index }) => {
    expect(findingsIn(index).join("\n")).toContain(rule);
  },
);

test("code that keeps to the table is not refused", () => {
  expect(findingsIn(canaries.length)).toEqual([]);
});
