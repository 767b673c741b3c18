import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { FaultError, staleToken } from "../../../../../infra/local/lambda/protocol/fault.ts";
import {
  createThreadRuntime,
  type RuntimeCall,
  type RuntimeService,
  type ThreadRuntimeOptions,
} from "../../../../../infra/local/lambda/runtime/index.ts";

type Request = Parameters<RuntimeService["checkpoint"]>[0];

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:flow:7";

/** A service that takes every update and passes its tokens on by counting. */
export const createCountingService = () => {
  const requests: Request[] = [];
  const service: RuntimeService = {
    checkpoint: async (request) => {
      requests.push(request);
      if (request.CheckpointToken === "stale") throw new FaultError(staleToken);
      return { CheckpointToken: `token-${requests.length}`, NewExecutionState: { Operations: [] } };
    },
    getState: async () => ({ Operations: [], NextMarker: "" }),
  };
  return { service, requests };
};

/** Threads with the given fixture, and what they logged and complained of. */
export const openRuntime = async (module: string, overrides: Partial<ThreadRuntimeOptions> = {}) => {
  const lines: string[] = [];
  const troubles: unknown[] = [];
  const counting = createCountingService();
  const runtime = await createThreadRuntime({
    modulePath: fileURLToPath(new URL(`./${module}.ts`, import.meta.url)),
    environment: { FLAVOR: "vanilla" },
    threads: 1,
    invocationsPerThreadMax: 8,
    memoryLimitMb: 256,
    service: counting.service,
    log: (line) => lines.push(line),
    onError: (error) => troubles.push(error),
    ...overrides,
  });
  return {
    ...runtime,
    requests: counting.requests,
    lines,
    troubles,
    records: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    call: (functionName: string, event: unknown = {}, more: Partial<RuntimeCall> = {}) =>
      runtime.invoke({
        functionName,
        event,
        requestId: randomUUID(),
        functionArn,
        timeoutSeconds: 60,
        ...more,
      }),
  };
};

/** The event of a durable execution that starts. */
export const durableEvent = (input: unknown, token = "token-0") => ({
  DurableExecutionArn: `${functionArn}/durable-execution/test/0190`,
  CheckpointToken: token,
  InitialExecutionState: {
    Operations: [
      {
        Id: "0190",
        Type: "EXECUTION",
        Status: "STARTED",
        StartTimestamp: new Date(0).toISOString(),
        ExecutionDetails: { InputPayload: JSON.stringify(input) },
      },
    ],
    NextMarker: "",
  },
});
