import type { Database } from "../../db/client.ts";
import { markDead, markDone, markFailed } from "../../db/queries/outbox.ts";
import type { Runtime } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { record } from "../audit/record.ts";
import { systemContext } from "../system-context.ts";
import {
  attemptsMax,
  type BackoffPlan,
  backoffMilliseconds,
  defaultBackoff,
  type LeasedMessage,
} from "./model.ts";

const errorLengthMax = 500;

/** A failure that no further attempt can mend: the message becomes a dead letter at once. */
export class PermanentFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PermanentFailure";
  }
}

/** After how many failures, and by what plan, a handler wants to be called again. */
export type OwnPlan = { readonly failures: number; readonly backoff: BackoffPlan };

/**
 * A failure that is tried again by a plan of the handler's own. The outbox does not give such a message up: how many
 * attempts there are is the plan's matter, and the handler ends it by not throwing this any more.
 */
export class TryAgain extends Error {
  readonly plan: OwnPlan;

  constructor(message: string, plan: OwnPlan) {
    super(message);
    this.name = "TryAgain";
    this.plan = plan;
  }
}

/** What handles one kind of message. Must be safe to run twice: delivery is at least once. */
export type MessageHandler = (runtime: Runtime, message: LeasedMessage) => Promise<void>;

const describe = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, errorLengthMax);

const isGivenUp = (error: unknown, attempts: number): boolean =>
  error instanceof PermanentFailure || (!(error instanceof TryAgain) && attempts >= attemptsMax);

const bury = async (
  runtime: Runtime,
  relay: Database,
  message: LeasedMessage,
  error: string,
): Promise<void> => {
  if (!(await markDead(relay, message, error))) {
    return;
  }
  runtime.ports.log.error("outbox.message_dead", { kind: message.kind, id: message.id, error });
  await inTenant(
    systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id }),
    (_tx, ctx) =>
      record(ctx, {
        action: "outbox_message.given_up",
        target: { type: "outbox_message", id: message.id },
        detail: { kind: message.kind, attempts: message.attempts },
      }),
  );
};

/**
 * Runs the handler of a message that this process holds, and settles it: done, back with a wait, or dead.
 * `random` in [0, 1) spreads the retries.
 */
export const settle = async (
  runtime: Runtime,
  relay: Database,
  input: { readonly message: LeasedMessage; readonly handler: MessageHandler; readonly random: number },
): Promise<void> => {
  const { message, handler, random } = input;
  try {
    await handler(runtime, message);
    await markDone(relay, message);
  } catch (error) {
    const text = describe(error);
    if (isGivenUp(error, message.attempts)) {
      await bury(runtime, relay, message, text);
      return;
    }
    const { failures, backoff }: OwnPlan =
      error instanceof TryAgain ? error.plan : { failures: message.attempts, backoff: defaultBackoff };
    const retryMilliseconds = backoffMilliseconds(failures, random, backoff);
    runtime.ports.log.warn("outbox.attempt_failed", {
      kind: message.kind,
      id: message.id,
      attempts: message.attempts,
      retryMilliseconds,
      error: text,
    });
    await markFailed(relay, message, { error: text, retryMilliseconds });
  }
};
