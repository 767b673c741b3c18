import {
  createRetryStrategy,
  type DurableContext,
  JitterStrategy,
  retryPresets,
  type Serdes,
  StepSemantics,
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

/** Fails as often as it is told, and then answers. */
const flaky = (context: DurableContext, failures: number, result: string) => async () => {
  if (countCall(arnOf(context)) <= failures) throw new Error("not yet");
  return result;
};

class TransientError extends Error {
  override readonly name = "TransientError";
}

const upperCase: Serdes<string> = {
  serialize: async (value) => (value === undefined ? undefined : JSON.stringify(value.toUpperCase())),
  deserialize: async (text) => (text === undefined ? undefined : JSON.parse(text)),
};

const greet = withDurableExecution(async (name: string, context) =>
  context.step(async () => `Hello, ${name}!`),
);

const greetByName = withDurableExecution(async (name: string, context) =>
  context.step("custom_step_name", async () => `Hello, ${name}!`),
);

const inSequence = withDurableExecution(async (_: unknown, context) => {
  const first = await context.step(async () => "first");
  return context.step(async () => `${first}_second`);
});

const complexObject = withDurableExecution(
  async ({ name, tags }: { name: string; tags: string[] }, context) =>
    context.step(async () => ({ user: { name, tags }, count: tags.length })),
);

const nothing = withDurableExecution(async (_: unknown, context) => context.step(async () => undefined));

const customSerdes = withDurableExecution(async (text: string, context) =>
  context.step(async () => text, { serdes: upperCase }),
);

const logged = withDurableExecution(async (name: string, context) =>
  context.step(async ({ logger }) => {
    logger.info(`Greeting step started for: ${name}`);
    const greeting = `Hello, ${name}!`;
    logger.info(`Greeting step completed with: ${greeting}`);
    return greeting;
  }),
);

const stepAndWait = withDurableExecution(async (_: unknown, context) => {
  const computed = await context.step(async () => "computed");
  await context.wait({ seconds: 2 });
  return computed;
});

const stepIsKept = withDurableExecution(async (_: unknown, context) => {
  const kept = await context.step(async ({ logger }) => {
    logger.info("step executed");
    if (countCall(arnOf(context)) > 1) throw new Error("The step ran twice.");
    return "cached_value";
  }, noRetry);
  await context.wait({ seconds: 1 });
  return kept;
});

const errorIsKept = withDurableExecution(async (_: unknown, context) => {
  let message = "";
  try {
    await context.step(async ({ logger }) => {
      logger.info("step executed");
      throw new Error(`failure ${countCall(arnOf(context))}`);
    }, noRetry);
  } catch (error) {
    ({ message } = error as Error);
  }
  await context.wait({ seconds: 1 });
  if (!message.includes("failure 1")) throw new Error("The step ran again.");
  return message;
});

const retried = withDurableExecution(async (_: unknown, context) =>
  context.step(flaky(context, 1, "Operation succeeded"), afterOneSecond(3)),
);

const exhausted = withDurableExecution(async (_: unknown, context) =>
  context.step(async () => {
    throw new Error("never");
  }, afterOneSecond(4)),
);

const retriedByDefault = withDurableExecution(async (_: unknown, context) =>
  context.step(flaky(context, 2, "done")),
);

const retriedWithBackoff = withDurableExecution(async (_: unknown, context) =>
  context.step(flaky(context, 2, "done"), {
    retryStrategy: createRetryStrategy({
      maxAttempts: 5,
      initialDelay: { seconds: 2 },
      backoffRate: 3,
      jitter: JitterStrategy.NONE,
    }),
  }),
);

const retriesTransient = withDurableExecution(async (_: unknown, context) =>
  context.step(
    async () => {
      if (countCall(arnOf(context)) === 1) throw new TransientError("busy");
      return "done";
    },
    {
      retryStrategy: (error) => ({ shouldRetry: error instanceof TransientError, delay: { seconds: 1 } }),
    },
  ),
);

const doesNotRetryTransient = withDurableExecution(async (_: unknown, context) =>
  context.step(
    async () => {
      throw new TransientError("busy");
    },
    {
      retryStrategy: (error) => ({ shouldRetry: !(error instanceof TransientError), delay: { seconds: 1 } }),
    },
  ),
);

const interrupted = withDurableExecution(async (input: string, context) =>
  context.step(
    "at_most_once_flaky_step",
    async ({ logger }) => {
      logger.info(`attempt with ${input}`);
      process.exit(1);
    },
    { ...noRetry, semantics: StepSemantics.AtMostOncePerRetry },
  ),
);

const interruptedAndRetried = withDurableExecution(async (input: string, context) =>
  context.step(
    async ({ logger }) => {
      logger.info(`attempt with ${input}`);
      if (countCall(arnOf(context)) === 1) process.exit(1);
      return "succeeded on second attempt";
    },
    { ...afterOneSecond(2), semantics: StepSemantics.AtMostOncePerRetry },
  ),
);

const failing = withDurableExecution(async (_: unknown, context) =>
  context.step(async () => {
    throw new Error("for good");
  }, noRetry),
);

const caught = withDurableExecution(async (_: unknown, context) => {
  try {
    await context.step(async () => {
      throw new Error("for good");
    }, noRetry);
    return "unexpected";
  } catch {
    return context.step(async () => "fallback_result");
  }
});

export {
  greet as "1-1",
  greetByName as "1-2",
  inSequence as "1-3",
  complexObject as "1-4",
  nothing as "1-5",
  customSerdes as "1-6",
  logged as "1-7",
  stepAndWait as "1-8",
  stepIsKept as "1-9",
  errorIsKept as "1-10",
  retried as "1-11",
  exhausted as "1-12",
  retriedByDefault as "1-13",
  retriedWithBackoff as "1-14",
  retriesTransient as "1-15",
  doesNotRetryTransient as "1-16",
  interrupted as "1-17",
  interruptedAndRetried as "1-18",
  failing as "1-19",
  caught as "1-20",
};
