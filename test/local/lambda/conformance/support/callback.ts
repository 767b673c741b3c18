import { type DurableContext, type Duration, withDurableExecution } from "@aws/durable-execution-sdk-js";

type Config = { readonly timeout?: Duration; readonly heartbeatTimeout?: Duration };
type Received = { readonly id: string; readonly message: string; readonly timestamp: Date };

/** Creates a callback of the given name and waits for its result. */
const settled = async (context: DurableContext, name: string, config: Config = {}) => {
  const [result] = await context.createCallback<string>(name, config);
  return result;
};

const basic = withDurableExecution(async (name: string, context) => settled(context, name));

const named = withDurableExecution(async (_: unknown, context) => settled(context, "approval"));

const within = (timeout: Duration) =>
  withDurableExecution(async (name: string, context) => settled(context, name, { timeout }));

const withHeartbeat = (heartbeatTimeout: Duration) =>
  withDurableExecution(async (name: string, context) => settled(context, name, { heartbeatTimeout }));

const aroundStep = (config: Config) =>
  withDurableExecution(async (name: string, context) => {
    const [result] = await context.createCallback<string>(name, config);
    await context.step(async () => "between");
    return result;
  });

const aroundWait = (config: Config, duration: Duration) =>
  withDurableExecution(async (name: string, context) => {
    const [result] = await context.createCallback<string>(name, config);
    await context.wait(duration);
    return result;
  });

const beforeWait = withDurableExecution(async (name: string, context) => {
  const result = await settled(context, name);
  await context.wait({ seconds: 2 });
  return result;
});

const caughtBeforeWait = (config: Config) =>
  withDurableExecution(async (name: string, context) => {
    let message = "";
    try {
      await settled(context, name, config);
    } catch (error) {
      ({ message } = error as Error);
    }
    await context.wait({ seconds: 2 });
    return message;
  });

const typed = withDurableExecution(async (name: string, context) => {
  const serdes = {
    serialize: async () => undefined,
    deserialize: async (text: string | undefined) => {
      const { id, message, timestamp } = JSON.parse(text ?? "") as Record<keyof Received, string>;
      return { id, message, timestamp: new Date(timestamp) };
    },
  };
  const [result] = await context.createCallback<Received>(name, { serdes });
  const { id, message, timestamp } = await result;
  return { received: { id, message, timestamp: timestamp.getTime() / 1_000 } };
});

const numeric = withDurableExecution(async (name: string, context) => {
  const serdes = {
    serialize: async () => undefined,
    deserialize: async (text: string | undefined) => Number(text),
  };
  const [result] = await context.createCallback<number>(name, { serdes });
  const count = await result;
  return { count, doubled: count * 2 };
});

const oneAfterTheOther = withDurableExecution(async ([first = "", second = ""]: string[], context) => {
  const one = await settled(context, first);
  return [one, await settled(context, second)];
});

const bothInOrder = withDurableExecution(async ([first = "", second = ""]: string[], context) => {
  const [one] = await context.createCallback<string>(first);
  const [two] = await context.createCallback<string>(second);
  return [await one, await two];
});

const bothInReverse = withDurableExecution(async ([first = "", second = ""]: string[], context) => {
  const [one] = await context.createCallback<string>(first);
  const [two] = await context.createCallback<string>(second);
  const late = await two;
  return [await one, late];
});

const inFive = within({ seconds: 5 });
const heartbeatInFive = withHeartbeat({ seconds: 5 });
const heartbeatInTen = withHeartbeat({ seconds: 10 });
const stepBetween = aroundStep({});
const stepBetweenInFive = aroundStep({ timeout: { seconds: 5 } });
const waitBetween = aroundWait({}, { seconds: 5 });
const longWaitBetween = aroundWait({ timeout: { seconds: 3 } }, { seconds: 6 });
const failureCaught = caughtBeforeWait({});
const timeoutCaught = caughtBeforeWait({ timeout: { seconds: 3 } });

export {
  basic as "4-1",
  named as "4-2",
  inFive as "4-3",
  heartbeatInFive as "4-4",
  heartbeatInTen as "4-5",
  basic as "4-6",
  stepBetween as "4-7",
  stepBetweenInFive as "4-8",
  waitBetween as "4-9",
  waitBetween as "4-10",
  longWaitBetween as "4-11",
  beforeWait as "4-12",
  failureCaught as "4-13",
  timeoutCaught as "4-14",
  typed as "4-15",
  numeric as "4-16",
  oneAfterTheOther as "4-17",
  bothInOrder as "4-18",
  bothInReverse as "4-19",
};
