import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openRuntime } from "./support/open-runtime.ts";

let runtime: Awaited<ReturnType<typeof openRuntime>>;

beforeAll(async () => {
  runtime = await openRuntime("functions");
});
afterAll(() => runtime.close());

afterEach(async () => {
  expect(await runtime.call("echo", "still there")).toEqual({ kind: "answered", output: "still there" });
});

/** Runs an invocation again for as long as others bring its thread down, as the service does. */
const untilTold = async (...call: Parameters<typeof runtime.call>) => {
  for (;;) {
    const outcome = await runtime.call(...call);
    if (outcome.kind !== "evicted") return outcome;
  }
};

const rested = { kind: "answered", output: "rested" } as const;
const killed = expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: signal: killed$/);

test("an exit ends the invocation that asked for it and loses the one beside it", async () => {
  const innocent = runtime.call("rest", { ms: 5_000 });
  expect(await runtime.call("exit", { status: 0 }, { requestId: "r-0" })).toEqual({
    kind: "crashed",
    error: {
      ErrorType: "Runtime.ExitError",
      ErrorMessage: "RequestId: r-0 Error: Runtime exited without providing a reason",
    },
  });
  expect(await innocent).toEqual({ kind: "evicted" });
});

test("an exit with a status says the status", async () => {
  expect(await runtime.call("exit", { status: 3 }, { requestId: "r-3" })).toMatchObject({
    error: { ErrorMessage: "RequestId: r-3 Error: Runtime exited with error: exit status 3" },
  });
});

test("a function that kills its own process ends only its thread", async () => {
  expect(await runtime.call("killItself")).toMatchObject({ error: { ErrorType: "Runtime.ExitError" } });
});

test("a function that waits past its time-out fails, and the one beside it goes on", async () => {
  const innocent = runtime.call("rest", { ms: 1_500 });
  expect(await runtime.call("rest", { ms: 60_000 }, { requestId: "r-1", timeoutSeconds: 1 })).toEqual({
    kind: "crashed",
    error: {
      ErrorType: "Sandbox.Timedout",
      ErrorMessage: "RequestId: r-1 Error: Task timed out after 1.00 seconds",
    },
  });
  expect(await innocent).toEqual(rested);
});

test("a function that blocks its thread is ended at its time-out", async () => {
  expect(await runtime.call("block", {}, { timeoutSeconds: 1 })).toMatchObject({
    error: { ErrorType: "Sandbox.Timedout" },
  });
});

test("a function that blocks beside others is found out by running alone, and they are run again", async () => {
  const innocent = untilTold("rest", { ms: 1_500 });
  const blocking = runtime.call("block", {}, { timeoutSeconds: 1 });
  expect(await blocking).toEqual({ kind: "evicted" });
  const again = untilTold("block", {}, { timeoutSeconds: 1 });
  expect(await innocent).toEqual(rested);
  expect(await again).toMatchObject({ error: { ErrorType: "Sandbox.Timedout" } });
});

test("while one thread is blocked, another serves", async () => {
  const two = await openRuntime("functions", { threads: 2 });
  await Promise.all([two.call("rest", { ms: 1_500 }), two.call("rest", { ms: 1_500 })]);
  const blocking = two.call("block", {}, { timeoutSeconds: 3 });
  const startedAt = performance.now();
  for (let turn = 0; turn < 20; turn += 1) await two.call("echo", turn);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(await blocking).toMatchObject({ error: { ErrorType: "Sandbox.Timedout" } });
  await two.close();
});

test.each(["leakObjects", "leakArrays", "leakBuffers"])(
  "%s fails its own invocation and not the service",
  async (name) => {
    const innocent = untilTold("rest", { ms: 1_000 });
    expect(await untilTold(name)).toEqual({
      kind: "crashed",
      error: { ErrorType: "Runtime.ExitError", ErrorMessage: killed },
    });
    expect(await innocent).toEqual(rested);
  },
);

test("an exception outside every await fails the invocation that it escaped from", async () => {
  const innocent = runtime.call("rest", { ms: 500 });
  expect(await runtime.call("throwLater")).toMatchObject({
    kind: "crashed",
    error: { ErrorType: "OutOfStock", ErrorMessage: "too late" },
  });
  expect(await innocent).toEqual(rested);
});

test("a rejection that nobody handles fails the invocation that it escaped from", async () => {
  const innocent = runtime.call("rest", { ms: 500 });
  expect(await runtime.call("forget")).toMatchObject({
    kind: "crashed",
    error: { ErrorType: "Runtime.UnhandledPromiseRejection", ErrorMessage: "OutOfStock: forgotten" },
  });
  expect(await innocent).toEqual(rested);
});

test("an exception outside every invocation ends the runtime of whoever is alone on it", async () => {
  const restless = await openRuntime("restless");
  expect(await restless.call("rest")).toMatchObject({
    error: {
      ErrorType: "Runtime.ExitError",
      ErrorMessage: expect.stringContaining("exit status 129"),
    },
  });
  await restless.close();
});

test("a function that prints without end is held back and times out", async () => {
  const printing = await openRuntime("functions");
  expect(await printing.call("printWithoutEnd", {}, { timeoutSeconds: 1 })).toMatchObject({
    error: { ErrorType: "Sandbox.Timedout" },
  });
  await printing.close();
});
