import { callFunction } from "../call-function.ts";
import { handlerNotFound, unableToStringify } from "../error-objects.ts";
import { createLambdaContext } from "../lambda-context.ts";
import type { InvokeMessage, PackedOutcome, ThreadData } from "../messages.ts";
import type { InvocationOutcome } from "../../protocol/types.ts";
import type { LogCapture } from "./capture-logs.ts";
import { type Current, current } from "./current.ts";
import type { LoadedModule } from "./load-module.ts";

export type ThreadParts = {
  readonly data: ThreadData;
  readonly module: LoadedModule;
  readonly logs: LogCapture;
};

/** Runs one invocation; whatever its code starts and prints is known by it. */
export const runInvocation = async (parts: ThreadParts, message: InvokeMessage): Promise<PackedOutcome> => {
  const { requestId, functionName, executionArn } = message;
  const handler = parts.module.handlers.get(functionName);
  if (handler === undefined) return { kind: "crashed", error: handlerNotFound(functionName) };
  const given: Current = { requestId, functionName, executionArn };
  const context = createLambdaContext({ ...parts.data, ...message });
  const event: unknown = JSON.parse(message.eventText);
  const outcome = await current.run(given, () => callFunction(handler, event, context));
  parts.logs.flush(given);
  return pack(outcome);
};

const pack = (outcome: InvocationOutcome): PackedOutcome => {
  if (outcome.kind === "crashed") return outcome;
  try {
    return { kind: "answered", outputText: JSON.stringify(outcome.output) };
  } catch (error) {
    return { kind: "crashed", error: unableToStringify(error) };
  }
};
