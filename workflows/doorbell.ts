import {
  CallbackExternalError,
  CallbackTimeoutError,
  type DurableContext,
} from "@aws/durable-execution-sdk-js";
import { patientRetry } from "./retry.ts";

export type Doorbell = {
  /** Static, but for a number: names are compared on replay. */
  readonly name: string;
  readonly timeoutSeconds: number;
  /** Stores the callback through a verb; runs as a step, so it must be safe to repeat. */
  readonly submit: (callbackId: string) => Promise<void>;
};

/**
 * Pauses until somebody rings or the time is over. Neither carries data: whoever waits reads the truth
 * afterwards. A callback that was failed instead of completed is a ring too.
 */
export const waitForDoorbell = async (
  context: DurableContext,
  { name, timeoutSeconds, submit }: Doorbell,
): Promise<"rung" | "timed_out"> => {
  try {
    await context.waitForCallback(name, submit, {
      timeout: { seconds: timeoutSeconds },
      retryStrategy: patientRetry,
    });
    return "rung";
  } catch (error) {
    if (error instanceof CallbackTimeoutError) {
      return "timed_out";
    }
    if (error instanceof CallbackExternalError) {
      return "rung";
    }
    throw error;
  }
};
