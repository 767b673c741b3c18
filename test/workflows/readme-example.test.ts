import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Kind } from "../../services/kinds/model.ts";
import { readPayload } from "../../services/kinds/read-payload.ts";
import type { FlowActivities } from "../../workflows/flow/activities.ts";
import type { Workflow } from "../../workflows/flow/run-flow.ts";
import { createVirtualLambda } from "./support/virtual-lambda.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readmeMaxLines = 80;

let folder: string;
let example: string;

/** The files of the README's example, each after a comment that names it. */
const filesOf = (code: string): readonly (readonly [string, string])[] =>
  code.split(/^\/\/ (?=workflows\/)/m).flatMap((part) => {
    const end = part.indexOf("\n");
    return end < 0 || !part.startsWith("workflows/") ? [] : [[part.slice(0, end), part.slice(end + 1)]];
  });

/** The project with the example's folder in it, all else by links. */
beforeAll(async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  example = /### Adding a kind[\s\S]*?```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  folder = await mkdtemp(join(tmpdir(), "readme-example-"));
  await mkdir(join(folder, "workflows"));
  const shared = (await readdir(join(root, "workflows"))).map((name) => `workflows/${name}`);
  for (const path of ["services", "db", "node_modules", "package.json", ...shared])
    await symlink(join(root, path), join(folder, path));
  for (const [path, text] of filesOf(example)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const base = { extends: join(root, "tsconfig.json"), include: ["workflows/training"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(base));
});
afterAll(() => rm(folder, { recursive: true }));

const load = async <Module>(file: string): Promise<Module> =>
  (await import(pathToFileURL(join(folder, "workflows/training", file)).href)) as Module;

test("the README's kind is short, and has the types that it should", async () => {
  expect(filesOf(example).map(([path]) => path)).toHaveLength(5);
  expect(example.trim().split("\n").length).toBeLessThanOrEqual(readmeMaxLines);
  const tsc = promisify(execFile)(join(root, "node_modules/.bin/tsc"), ["-p", folder]);
  await expect(tsc.then(({ stdout }) => stdout)).resolves.toBe("");
});

test("the README's kind reads its own example", async () => {
  const { kind } = await load<{ kind: Kind }>("contract.ts");
  expect(readPayload(kind, kind.examples?.[0])).toMatchObject({ ok: true, amount: { amount: "480.00" } });
});

/** Activities that approve at once, and complete every task but those of the steps named. */
const activitiesOf = (asked: string[], declines: readonly string[], ring: (callbackId: string) => void) =>
  ({
    route: () => Promise.resolve({ outcome: "approved" }),
    requestTask: ({ step, callbackId }: { readonly step: string; readonly callbackId: string }) => {
      asked.push(step);
      ring(callbackId);
      return Promise.resolve();
    },
    settleTask: ({ step }: { readonly step: string }) =>
      Promise.resolve({
        state: "ended",
        request: "approved",
        outcome: {
          status: declines.includes(step) ? "declined" : "completed",
          reasonCode: null,
          message: null,
          nothingToUndo: false,
          perhapsDone: false,
          told: {},
        },
      }),
    beginCompensation: () => Promise.resolve(),
    finish: () => Promise.resolve({ ended: true }),
  }) as unknown as FlowActivities;

const run = { version: 1, tenantId: "ten_1", requestId: "req_1", runId: "run_1" } as never;

test.each([
  ["books and blocks", [], ["book", "block"], "carried_out"],
  [
    "cancels the course when the days cannot be blocked",
    ["block"],
    ["book", "block", "cancel"],
    "compensated",
  ],
] as const)("the README's kind %s", async (_what, declines, steps, outcome) => {
  const { workflow } = await load<{ workflow: Workflow }>("workflow.ts");
  const lambda = createVirtualLambda(Date.parse("2026-03-01T09:00:00Z"));
  const asked: string[] = [];
  const activities = activitiesOf(asked, declines, lambda.ring);
  const result = await lambda.run((context) => workflow(activities)(run, context));
  expect({ result, asked }).toEqual({ result: { outcome }, asked: steps });
});
