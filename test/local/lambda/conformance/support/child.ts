import {
  type DurableContext,
  retryPresets,
  type Serdes,
  withDurableExecution,
} from "@aws/durable-execution-sdk-js";
import { countCall } from "./count-call.ts";

const noRetry = { retryStrategy: retryPresets.noRetry };
const afterOneSecond = (attemptsMax: number) => ({
  retryStrategy: (_: unknown, attempt: number) => ({
    shouldRetry: attempt < attemptsMax,
    delay: { seconds: 1 },
  }),
});
const arnOf = (context: DurableContext): string => context.executionContext.durableExecutionArn;

/** Above it a child's result is not kept; the child runs again to make it. */
const largeCharacters = 300 * 1_024;

const upperCase: Serdes<string> = {
  serialize: async (value) => value?.toUpperCase(),
  deserialize: async (text) => text,
};

const basic = withDurableExecution(async (input: string, context) =>
  context.runInChildContext("child", async (child) => child.step(async () => input)),
);

const named = withDurableExecution(async ({ name, value }: { name: string; value: string }, context) =>
  context.runInChildContext(name, async (child) => child.step(async () => value)),
);

const inSequence = withDurableExecution(async (input: string, context) =>
  context.runInChildContext("child", async (child) => {
    const first = await child.step(async () => input);
    return child.step(async () => first);
  }),
);

const failing = withDurableExecution(async (_: unknown, context) =>
  context.runInChildContext("child", async (child) =>
    child.step(async () => {
      throw new Error("for good");
    }, noRetry),
  ),
);

const caught = withDurableExecution(async (input: string, context) => {
  try {
    await context.runInChildContext("child", async (child) =>
      child.step(async () => {
        throw new Error("for good");
      }, noRetry),
    );
    return "unexpected";
  } catch {
    return context.step(async () => input);
  }
});

const nested = withDurableExecution(async (input: string, context) =>
  context.runInChildContext("outer", async (outer) => {
    await outer.step(async () => input);
    return outer.runInChildContext("inner", async (inner) => inner.step(async () => input));
  }),
);

const retried = withDurableExecution(async (input: string, context) =>
  context.runInChildContext("child", async (child) =>
    child.step(async () => {
      if (countCall(arnOf(context)) === 1) throw new Error("not yet");
      return input;
    }, afterOneSecond(2)),
  ),
);

const exhausted = withDurableExecution(async (_: unknown, context) =>
  context.runInChildContext("child", async (child) =>
    child.step(async () => {
      throw new Error("never");
    }, afterOneSecond(2)),
  ),
);

const isKept = withDurableExecution(async (input: string, context) => {
  const kept = await context.runInChildContext("child", async (child) => {
    if (countCall(arnOf(context)) > 1) throw new Error("The child ran twice.");
    return child.step(async () => input);
  });
  await context.wait({ seconds: 1 });
  return kept;
});

const withWait = withDurableExecution(async (input: string, context) =>
  context.runInChildContext("child", async (child) => {
    const first = await child.step(async () => input);
    await child.wait({ seconds: 1 });
    return first;
  }),
);

const large = withDurableExecution(async (input: string, context) => {
  const result = await context.runInChildContext("child", async (child) => {
    child.configureLogger({ modeAware: false });
    child.logger.info(`child with ${input}`);
    const small = await child.step(async () => "x");
    return small.repeat(largeCharacters);
  });
  await context.wait({ seconds: 1 });
  if (result.length !== largeCharacters) throw new Error("The result was not made again.");
  return "large";
});

const interrupted = withDurableExecution(async (input: string, context) =>
  context.runInChildContext("child", async (child) =>
    child.step(async () => {
      // The start of the step has to be written before the crash.
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (countCall(arnOf(context)) === 1) process.exit(1);
      return input;
    }),
  ),
);

const waitOnly = withDurableExecution(async (input: string, context) => {
  const kept = await context.runInChildContext("child", async (child) => {
    await child.wait({ seconds: 1 });
    return input;
  });
  return context.step(async () => kept);
});

const customSerdes = withDurableExecution(async (input: string, context) =>
  context.runInChildContext("child", async (child) => child.step(async () => input), { serdes: upperCase }),
);

const throwing = withDurableExecution(async (_: unknown, context) =>
  context.runInChildContext("child", async () => {
    throw new Error("without a step");
  }),
);

const nothing = withDurableExecution(async (_: unknown, context) =>
  context.runInChildContext("child", async () => null),
);

const logOnly = withDurableExecution(async (input: string, context) => {
  const kept = await context.runInChildContext("child", async (child) => {
    child.configureLogger({ modeAware: false });
    child.logger.info(`child with ${input}`);
    return input;
  });
  await context.wait({ seconds: 1 });
  return kept;
});

const mixed = withDurableExecution(async (input: string, context) => {
  const kept = await context.runInChildContext("child", async (child) => {
    const first = await child.step(async () => input);
    await child.wait({ seconds: 1 });
    return first;
  });
  const after = await context.step(async () => kept);
  await context.wait({ seconds: 1 });
  return after;
});

export {
  basic as "3-1",
  named as "3-2",
  inSequence as "3-3",
  failing as "3-4",
  caught as "3-5",
  nested as "3-6",
  retried as "3-7",
  exhausted as "3-8",
  isKept as "3-9",
  withWait as "3-10",
  large as "3-11",
  interrupted as "3-12",
  waitOnly as "3-13",
  customSerdes as "3-14",
  throwing as "3-15",
  nothing as "3-16",
  logOnly as "3-17",
  mixed as "3-18",
};
