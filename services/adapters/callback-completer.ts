import {
  CallbackTimeoutException,
  type LambdaClient,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import type { CallbackCompleter } from "../ports.ts";

/** Completes durable callbacks. "Timed out or already completed" means that the run has been woken before. */
export const createCallbackCompleter = (client: LambdaClient): CallbackCompleter => ({
  complete: async (callbackId, payload) => {
    try {
      await client.send(
        new SendDurableExecutionCallbackSuccessCommand({
          CallbackId: callbackId,
          Result: Buffer.from(payload, "utf8"),
        }),
      );
      return "woken";
    } catch (error) {
      if (error instanceof CallbackTimeoutException) {
        return "closed";
      }
      throw error;
    }
  },
});
