import { type CheckpointDurableExecutionCommandOutput, InvokeCommand } from "@aws-sdk/client-lambda";
import type { FuzzTargets } from "./fuzz-requests.ts";
import { createHeldFunction } from "./held-invocation.ts";
import { openService } from "./service.ts";

const executionsKept = 8;

/** A service whose executions are held, with callbacks open, so that random requests find something to act on. */
export const openFuzzService = async () => {
  const held = createHeldFunction();
  const service = await openService((durable) => ({
    hold: { handler: held.handler },
    quick: { handler: durable(async (event: unknown) => event) },
    plain: { durable: false, handler: async (event: unknown) => event },
  }));

  const hold = async () => {
    await service.client.send(new InvokeCommand({ FunctionName: "hold:live", InvocationType: "Event" }));
    const invocation = await held.next(() => service.client);
    const { NewExecutionState } = (await invocation.checkpoint([
      { Id: "open", Type: "CALLBACK", Action: "START" },
    ])) as CheckpointDurableExecutionCommandOutput;
    const callback = NewExecutionState?.Operations?.[0]?.CallbackDetails?.CallbackId ?? "";
    return { invocation, callback };
  };
  let current: Awaited<ReturnType<typeof hold>>[] = [];

  const targets = async (): Promise<FuzzTargets> => {
    for (const { invocation } of current) invocation.end({ Status: "FAILED" });
    current = await Promise.all(Array.from({ length: executionsKept }, hold));
    return {
      executions: current.map(({ invocation }) => invocation.arn),
      tokens: current.map(({ invocation }) => invocation.token()),
      callbacks: current.map(({ callback }) => callback),
      functions: ["quick:live", "quick", "plain", "quick:$LATEST", "missing:1"],
    };
  };
  return { service, targets };
};
