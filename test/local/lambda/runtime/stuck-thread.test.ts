import { expect, test } from "vitest";
import { openRuntime } from "./support/open-runtime.ts";

// In a file of its own: the thread goes on until the process of this file ends.
test("a thread that V8 cannot end holds up neither its invocation nor the next ones, and is told of", async () => {
  const runtime = await openRuntime("functions");
  expect(await runtime.call("blockForGood", {}, { timeoutSeconds: 1 })).toMatchObject({
    error: { ErrorType: "Sandbox.Timedout" },
  });
  expect(await runtime.call("echo", "next")).toEqual({ kind: "answered", output: "next" });
  expect(await runtime.close()).toEqual({ threadsLeft: 1 });
  expect(runtime.troubles).toContainEqual(new Error("A thread of functions does not end."));
});
