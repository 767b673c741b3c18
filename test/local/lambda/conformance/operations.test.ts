import { fileURLToPath } from "node:url";
import {
  type Event,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openModuleService } from "../support/module-service.ts";
import { untilEnded } from "../support/service.ts";

// What AWS's other suites are about: wait for callback, wait for condition, invoke, parallel and map. Histories follow
// AWS's documentation, and the SDK's own order where it runs branches side by side.
const functions = fileURLToPath(new URL("./support/operations.ts", import.meta.url));

type Case = {
  readonly name: string;
  readonly input?: unknown;
  readonly answersCallbacks?: boolean;
  readonly status?: string;
  readonly result?: unknown;
  readonly error?: string;
  readonly history: readonly string[];
  /** Branches run side by side, so only what happens is the same each time. */
  readonly inAnyOrder?: boolean;
};

const cases: readonly Case[] = [
  {
    name: "waitForCallback",
    input: "approval",
    answersCallbacks: true,
    result: "yes",
    history: [
      "ExecutionStarted",
      "ContextStarted WaitForCallback approval",
      "CallbackStarted Callback",
      "StepStarted Step",
      "StepSucceeded Step",
      "InvocationCompleted",
      "CallbackSucceeded Callback",
      "ContextSucceeded WaitForCallback approval",
      "InvocationCompleted",
      "ExecutionSucceeded",
    ],
  },
  {
    name: "submitterFails",
    input: "approval",
    status: "FAILED",
    error: "The mail server is away.",
    history: [
      "ExecutionStarted",
      "ContextStarted WaitForCallback approval",
      "CallbackStarted Callback",
      "StepStarted Step",
      "StepFailed Step",
      "ContextFailed WaitForCallback approval",
      "InvocationCompleted",
      "ExecutionFailed",
    ],
  },
  {
    name: "waitForCondition",
    result: 3,
    history: [
      "ExecutionStarted",
      ...Array.from({ length: 3 }, () => [
        "StepStarted WaitForCondition three",
        "StepSucceeded WaitForCondition three",
        "InvocationCompleted",
      ]).flat(),
      "ExecutionSucceeded",
    ],
  },
  {
    name: "conditionFails",
    status: "FAILED",
    error: "The check is broken.",
    history: [
      "ExecutionStarted",
      "StepStarted WaitForCondition broken",
      "StepFailed WaitForCondition broken",
      "InvocationCompleted",
      "ExecutionFailed",
    ],
  },
  {
    name: "parallel",
    result: ["A", "B"],
    inAnyOrder: true,
    history: [
      "ExecutionStarted",
      "ContextStarted Parallel both",
      "ContextStarted ParallelBranch parallel-branch-0",
      "ContextStarted ParallelBranch parallel-branch-1",
      "StepStarted Step a",
      "WaitStarted Wait pause",
      "StepSucceeded Step a",
      "ContextSucceeded ParallelBranch parallel-branch-0",
      "InvocationCompleted",
      "WaitSucceeded Wait pause",
      "ContextSucceeded ParallelBranch parallel-branch-1",
      "ContextSucceeded Parallel both",
      "InvocationCompleted",
      "ExecutionSucceeded",
    ],
  },
  {
    name: "firstOfTwo",
    result: { results: ["quick"], reason: "MIN_SUCCESSFUL_REACHED", started: 1 },
    inAnyOrder: true,
    history: [
      "ExecutionStarted",
      "ContextStarted Parallel first",
      "ContextStarted ParallelBranch parallel-branch-0",
      "ContextStarted ParallelBranch parallel-branch-1",
      "ContextStarted WaitForCallback late",
      "CallbackStarted Callback",
      "StepStarted Step",
      "StepSucceeded Step",
      "StepStarted Step quick",
      "StepSucceeded Step quick",
      "ContextSucceeded ParallelBranch parallel-branch-1",
      "ContextSucceeded Parallel first",
      "InvocationCompleted",
      "ExecutionSucceeded",
    ],
  },
  {
    name: "map",
    input: [1, 2, 3],
    result: [1, 4, 9],
    inAnyOrder: true,
    history: [
      "ExecutionStarted",
      "ContextStarted Map squares",
      ...[0, 1, 2].flatMap((item) => [
        `ContextStarted MapIteration map-item-${item}`,
        "StepStarted Step",
        "StepSucceeded Step",
        `ContextSucceeded MapIteration map-item-${item}`,
      ]),
      "ContextSucceeded Map squares",
      "InvocationCompleted",
      "ExecutionSucceeded",
    ],
  },
  {
    name: "tolerantMap",
    input: [1, 2, 3],
    result: { succeeded: [1, 3], failed: 1 },
    inAnyOrder: true,
    history: [
      "ExecutionStarted",
      "ContextStarted Map odd",
      ...[0, 1, 2].flatMap((item) => [
        `ContextStarted MapIteration map-item-${item}`,
        "StepStarted Step",
        item === 1 ? "StepFailed Step" : "StepSucceeded Step",
        `Context${item === 1 ? "Failed" : "Succeeded"} MapIteration map-item-${item}`,
      ]),
      "ContextSucceeded Map odd",
      "InvocationCompleted",
      "ExecutionSucceeded",
    ],
  },
  {
    name: "caller",
    input: { n: 1 },
    result: 2,
    history: [
      "ExecutionStarted",
      "ChainedInvokeStarted ChainedInvoke add",
      "InvocationCompleted",
      "ChainedInvokeSucceeded ChainedInvoke add",
      "InvocationCompleted",
      "ExecutionSucceeded",
    ],
  },
  {
    name: "largeResult",
    result: "x".repeat(7 * 1024 * 1024),
    inAnyOrder: true,
    history: [
      "ExecutionStarted",
      "StepStarted Step",
      "StepSucceeded Step",
      "InvocationCompleted",
      "ExecutionSucceeded",
    ],
  },
];

const describeEvent = ({ EventType, SubType, Name }: Event): string =>
  SubType === undefined ? `${EventType}` : [EventType, SubType, Name].filter(Boolean).join(" ");

const sorted = (lines: readonly string[], inAnyOrder = false): readonly string[] =>
  inAnyOrder ? lines.toSorted((one, other) => one.localeCompare(other)) : lines;

describe.each(["message", "http"] as const)("by %s", (checkpointsBy) => {
  let service: Awaited<ReturnType<typeof openModuleService>>;

  beforeAll(async () => {
    service = await openModuleService({ path: functions, checkpointsBy });
  });
  afterAll(async () => {
    expect(service.troubles).toEqual([]);
    await service.close();
  });

  const history = async (arn: string): Promise<Event[]> =>
    (
      await service.client.send(
        new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, MaxItems: 1_000 }),
      )
    ).Events ?? [];

  const start = async (name: string, input: unknown): Promise<string> => {
    const command = { FunctionName: name, Qualifier: "live", InvocationType: "Event" } as const;
    const Payload = Buffer.from(JSON.stringify(input ?? null));
    return (await service.client.send(new InvokeCommand({ ...command, Payload }))).DurableExecutionArn ?? "";
  };

  const answerCallback = async (arn: string): Promise<void> => {
    const isSuspended = async () =>
      (await history(arn)).some(({ EventType }) => EventType === "InvocationCompleted");
    await expect.poll(isSuspended, { timeout: 10_000 }).toBe(true);
    const started = (await history(arn)).find(({ EventType }) => EventType === "CallbackStarted");
    const { CallbackId } = started?.CallbackStartedDetails ?? { CallbackId: undefined };
    await service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: "yes" }));
  };

  test.each(cases)("$name", async ({ name, input, answersCallbacks, status = "SUCCEEDED", ...expected }) => {
    const arn = await start(name, input);
    if (answersCallbacks === true) await answerCallback(arn);
    const ended = await untilEnded(service.client, arn);
    expect([ended.Status, ended.Error?.ErrorMessage]).toEqual([status, expected.error]);
    if (status === "SUCCEEDED") expect(JSON.parse(ended.Result ?? "null")).toEqual(expected.result);
    // A function that closes its execution by a checkpoint returns a moment later; only then is its invocation over.
    const told = async () => sorted((await history(arn)).map(describeEvent), expected.inAnyOrder);
    await expect.poll(told, { timeout: 10_000 }).toEqual(sorted(expected.history, expected.inAnyOrder));
  });

  test("a race ends with the first, and what lost it goes on", async () => {
    const arn = await start("escalation", "late");
    await expect
      .poll(async () => (await history(arn)).some(({ EventType }) => EventType === "WaitSucceeded"), {
        timeout: 10_000,
      })
      .toBe(true);
    await answerCallback(arn);
    const ended = await untilEnded(service.client, arn);
    expect(JSON.parse(ended.Result ?? "")).toEqual(["escalated", "yes"]);
  });

  test("promises are combined", async () => {
    const ended = await untilEnded(service.client, await start("promises", null));
    expect(JSON.parse(ended.Result ?? "")).toEqual([1, 2, "fast"]);
  });
});
