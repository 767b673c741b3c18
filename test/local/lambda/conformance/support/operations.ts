import { retryPresets, withDurableExecution } from "@aws/durable-execution-sdk-js";

// A module of functions for the operations whose requirements AWS's four suites do not hold.
const noRetry = { retryStrategy: retryPresets.noRetry };
const largeCharacters = 7 * 1024 * 1024;

export const waitForCallback = withDurableExecution(async (name: string, context) =>
  context.waitForCallback(name, async (_id, { logger }) => logger.info("submitted"), {
    timeout: { hours: 1 },
  }),
);

export const submitterFails = withDurableExecution(async (name: string, context) =>
  context.waitForCallback(
    name,
    async () => {
      throw new Error("The mail server is away.");
    },
    noRetry,
  ),
);

export const waitForCondition = withDurableExecution(async (_: unknown, context) =>
  context.waitForCondition("three", async (state: number) => state + 1, {
    initialState: 0,
    waitStrategy: (state) =>
      state >= 3 ? { shouldContinue: false } : { shouldContinue: true, delay: { seconds: 1 } },
  }),
);

export const conditionFails = withDurableExecution(async (_: unknown, context) =>
  context.waitForCondition(
    "broken",
    async () => {
      throw new Error("The check is broken.");
    },
    { initialState: 0, waitStrategy: () => ({ shouldContinue: true, delay: { seconds: 1 } }) },
  ),
);

export const parallel = withDurableExecution(async (_: unknown, context) => {
  const batch = await context.parallel("both", [
    async (branch) => branch.step("a", async () => "A"),
    async (branch) => {
      await branch.wait("pause", { seconds: 1 });
      return "B";
    },
  ]);
  return batch.getResults();
});

export const firstOfTwo = withDurableExecution(async (_: unknown, context) => {
  const batch = await context.parallel(
    "first",
    [
      async (branch) => branch.waitForCallback("late", async () => undefined, { timeout: { hours: 1 } }),
      async (branch) => branch.step("quick", async () => "quick"),
    ],
    { completionConfig: { minSuccessful: 1 } },
  );
  return { results: batch.getResults(), reason: batch.completionReason, started: batch.startedCount };
});

export const map = withDurableExecution(async (items: number[], context) => {
  const batch = await context.map(
    "squares",
    items,
    async (item, value) => item.step(async () => value * value),
    { maxConcurrency: 2 },
  );
  return batch.getResults();
});

export const tolerantMap = withDurableExecution(async (items: number[], context) => {
  const batch = await context.map(
    "odd",
    items,
    async (item, value) =>
      item.step(async () => {
        if (value % 2 === 0) throw new Error(`${value} is even`);
        return value;
      }, noRetry),
    { completionConfig: { toleratedFailureCount: items.length } },
  );
  return { succeeded: batch.getResults(), failed: batch.failureCount };
});

export const callee = withDurableExecution(async (input: { n: number }, context) => {
  await context.wait({ seconds: 1 });
  return input.n + 1;
});

export const caller = withDurableExecution(async (input: { n: number }, context) =>
  context.invoke<{ n: number }, number>("add", "callee:live", input),
);

export const promises = withDurableExecution(async (_: unknown, context) => {
  const [one, two] = await context.promise.all("all", [
    context.step("one", async () => 1),
    context.step("two", async () => 2),
  ]);
  const fastest = await context.promise.race("race", [
    context.step("fast", async () => "fast"),
    context.runInChildContext("slow", async (child) => {
      await child.wait({ hours: 1 });
      return "slow";
    }),
  ]);
  return [one, two, fastest];
});

export const escalation = withDurableExecution(async (name: string, context) => {
  const [answer] = await context.createCallback<string>(name);
  const first = await context.promise.race("first", [
    answer,
    context.runInChildContext("patience", async (child) => {
      await child.wait({ seconds: 1 });
      return "escalated";
    }),
  ]);
  return [first, await answer];
});

export const largeResult = withDurableExecution(async (_: unknown, context) => {
  await context.step(async () => "done");
  return "x".repeat(largeCharacters);
});
