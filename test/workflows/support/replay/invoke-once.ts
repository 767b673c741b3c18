import { setTimeout as sleep } from "node:timers/promises";
import type {
  CheckpointDurableExecutionRequest,
  DurableExecutionClient,
  DurableExecutionInvocationInput,
} from "@aws/durable-execution-sdk-js";
import { createLambdaContext } from "../../../../infra/local/lambda/runtime/lambda-context.ts";
import type { CreateHandler } from "../creator-of.ts";
import { untouchableRuntime } from "./untouchable-runtime.ts";

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:replayed:1";
const executionArn = `${functionArn}/durable-execution/recorded/recorded`;
const patienceMilliseconds = 5_000;

export type Begun = {
  readonly id: string;
  readonly type: string;
  readonly subType: string | null;
  readonly name: string | null;
};

/** What the code of today makes of a state. */
export type Continuation =
  | { readonly what: "begins"; readonly operation: Begun }
  | {
      readonly what: "ends";
      readonly status: string;
      readonly result: string | null;
      readonly error: string | null;
    }
  | { readonly what: "refuses"; readonly message: string }
  | { readonly what: "waits" };

export type Invoked = {
  readonly continuation: Continuation;
  /** What activities asked of the database and the ports, most of which is never reached. */
  readonly touched: readonly string[];
};

type Output = {
  readonly Status: string;
  readonly Result?: string;
  readonly Error?: { readonly ErrorMessage?: string };
};

type Update = NonNullable<CheckpointDurableExecutionRequest["Updates"]>[number];

const begunBy = (updates: readonly Update[]): Begun | undefined => {
  const start = updates.find(({ Action }) => Action === "START");
  return start === undefined
    ? undefined
    : {
        id: start.Id ?? "",
        type: start.Type ?? "",
        subType: start.SubType ?? null,
        name: start.Name ?? null,
      };
};

/** Takes what ends recorded contexts, and stops for good at the first operation that is not recorded. */
const createClient = (onBegin: (operation: Begun) => void): DurableExecutionClient => {
  let turn = 0;
  return {
    checkpoint: ({ Updates = [] }) => {
      const begun = begunBy(Updates);
      if (begun !== undefined) {
        onBegin(begun);
        return new Promise(() => {});
      }
      turn += 1;
      return Promise.resolve({
        CheckpointToken: `token-${turn}`,
        NewExecutionState: { Operations: [], NextMarker: "" },
      });
    },
    getExecutionState: () => Promise.reject(new Error("the event holds the whole state")),
  };
};

const readOutput = ({ Status, Result, Error: error }: Output): Continuation => {
  const message = error?.ErrorMessage ?? null;
  if (Status === "PENDING") {
    return { what: "waits" };
  }
  return message?.includes("Non-deterministic") === true
    ? { what: "refuses", message }
    : { what: "ends", status: Status, result: Result ?? null, error: message };
};

/** Invokes a kind's function of today once, on a state, with activities that get nowhere. */
export const invokeOnce = async (create: CreateHandler, operations: readonly object[]): Promise<Invoked> => {
  const touched: string[] = [];
  const { promise: begins, resolve: onBegin } = Promise.withResolvers<Continuation>();
  const run = create(
    untouchableRuntime((name) => touched.push(name)),
    createClient((operation) => onBegin({ what: "begins", operation })),
  );
  const event = {
    DurableExecutionArn: executionArn,
    CheckpointToken: "token-0",
    InitialExecutionState: { Operations: operations, NextMarker: "" },
  } as unknown as DurableExecutionInvocationInput;
  const context = createLambdaContext({
    functionName: "replayed",
    requestId: "replay",
    functionArn,
    timeoutSeconds: 900,
    memoryLimitMb: 512,
  });
  const continuation = await Promise.race([
    begins,
    run(event, context as never).then((output) => readOutput(output as Output)),
    sleep(patienceMilliseconds, { what: "waits" } as const, { ref: false }),
  ]);
  return { continuation, touched };
};
