import { withDurableExecution } from "@aws/durable-execution-sdk-js";

const basic = withDurableExecution(async (_: unknown, context) => context.wait({ seconds: 2 }));

const named = withDurableExecution(async (_: unknown, context) =>
  context.wait("custom_wait_name", { seconds: 2 }),
);

const inSequence = withDurableExecution(async (_: unknown, context) => {
  await context.wait("wait-1", { seconds: 2 });
  await context.wait("wait-2", { seconds: 2 });
  return { completedWaits: 2 };
});

const inMinutes = withDurableExecution(async (_: unknown, context) => context.wait({ minutes: 1 }));

const inHours = withDurableExecution(async (_: unknown, context) => context.wait({ hours: 1 }));

export { basic as "2-1", named as "2-2", inSequence as "2-3", inMinutes as "2-4", inHours as "2-5" };
