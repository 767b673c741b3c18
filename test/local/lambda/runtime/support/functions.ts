import { setTimeout as sleep } from "node:timers/promises";
import { withDurableExecution } from "@aws/durable-execution-sdk-js";
import { createDurableClient } from "../../../../../services/adapters/durable-client.ts";

// Functions as a user writes them: they know nothing of the runtime.

type Context = Readonly<Record<string, unknown>> & { readonly getRemainingTimeInMillis: () => number };

export const echo = async (event: unknown) => event;

export const describe = async (_: unknown, context: Context) => ({
  ...context,
  remaining: context.getRemainingTimeInMillis(),
  environment: process.env["FLAVOR"],
});

export const nothing = async () => undefined;

export const circle = async () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  return circular;
};

class OutOfStock extends Error {
  override readonly name = "OutOfStock";
}

export const refuse = async () => {
  throw new OutOfStock("none left");
};

export const rest = async ({ ms }: { readonly ms: number }) => {
  await sleep(ms);
  return "rested";
};

export const exit = async ({ status }: { readonly status: number }) => {
  await sleep(50);
  return process.exit(status);
};

export const killItself = async () => process.kill(process.pid, "SIGKILL");

export const block = async () => {
  for (;;) {
    // Never lets go of its thread.
  }
};

/** A loop that V8 compiles without a check for orders to end, so that the thread outlives `terminate()`. */
export const blockForGood = async () => {
  const kept: unknown[] = [];
  for (;;) {
    if (kept.length > 10_000) kept.length = 0;
    kept.push({ numbers: Array(100).fill(1) });
  }
};

export const leakObjects = async () => {
  const kept = new Map<number, object>();
  for (let index = 0; ; index += 1) kept.set(index, { index });
};

export const leakArrays = async () => {
  const kept: unknown[] = [];
  for (;;) kept.push(Array(5_000_000).fill(1.5));
};

export const leakBuffers = async () => {
  const kept: Buffer[] = [];
  for (;;) {
    kept.push(Buffer.alloc(1_000_000, 1));
    if (kept.length % 10 === 0) await sleep(1);
  }
};

export const throwLater = async () => {
  setTimeout(() => {
    throw new OutOfStock("too late");
  }, 20);
  await sleep(10_000);
};

export const forget = async () => {
  void Promise.reject(new OutOfStock("forgotten"));
  await sleep(10_000);
};

export const print = async () => {
  console.log("two\nlines");
  console.warn("count %d", 3);
  console.error(new OutOfStock("none left"));
  process.stdout.write("a line of its own\nand half");
  process.stdout.write(" a line\n");
  process.stdout.write(`${JSON.stringify({ level: "AUDIT", said: "so" })}\n`);
  process.stderr.write("unfinished");
  return "printed";
};

export const printWithoutEnd = async () => {
  for (;;) console.log("again");
};

const work = withDurableExecution(async ({ name }: { readonly name: string }, context) => {
  context.logger.info("at work");
  const first = await context.step("first", async () => `hello ${name}`);
  return context.step("second", async () => `${first}!`);
});

export const plainlyDurable = work;

/** A client of its own, which has to keep its place between the SDK and the service. */
export const durableByWrapper = withDurableExecution(
  async (_: unknown, context) => context.step("only", async () => "done"),
  {
    durableExecutionClient: createDurableClient({
      endpoint: process.env["AWS_ENDPOINT_URL_LAMBDA"] ?? "http://127.0.0.1:1",
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    }),
  },
);
