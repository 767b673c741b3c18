import type { InvocationOutcome } from "../protocol/types.ts";
import type { Handler, LambdaContext } from "../worker/functions.ts";
import { toErrorObject } from "./error-objects.ts";

/** Calls a handler and waits for what it returns or throws. */
export const callFunction = async (
  handler: Handler,
  event: unknown,
  context: LambdaContext,
): Promise<InvocationOutcome> => {
  try {
    return { kind: "answered", output: await handler(event, context) };
  } catch (error) {
    return { kind: "crashed", error: toErrorObject(error) };
  }
};
