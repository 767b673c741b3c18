import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRuntime } from "./support/open-runtime.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "runtime-start-"));
});
afterAll(() => rm(directory, { recursive: true }));

test("a module that cannot be loaded makes no runtime, and its error says why", async () => {
  await expect(openRuntime("broken")).rejects.toMatchObject({
    name: "TypeError",
    message: "this module cannot be loaded",
  });
});

test("a module that can no longer be loaded fails invocations with its error, and recovers", async () => {
  const marker = join(directory, "broken");
  const runtime = await openRuntime("fragile", { environment: { BROKEN_WHILE: marker } });
  await writeFile(marker, "");
  await runtime.call("exit");
  const unloadable = {
    kind: "crashed",
    error: { ErrorType: "TypeError", ErrorMessage: "this module cannot be loaded now" },
  };
  expect(await runtime.call("greet")).toMatchObject(unloadable);
  const startedAt = performance.now();
  expect(await runtime.call("greet")).toMatchObject(unloadable);
  expect(performance.now() - startedAt).toBeLessThan(50);
  await rm(marker);
  await expect.poll(() => runtime.call("greet"), { timeout: 10_000 }).toMatchObject({ output: "hello" });
  await runtime.close();
});
