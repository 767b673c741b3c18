import type { Id } from "../../db/schema/columns.ts";
import type { OutboxKind } from "../../db/schema/statuses.ts";

/** A message that this process holds a lease on. Only the holder of the token may settle it. */
export type LeasedMessage = {
  readonly tenantId: Id<"tenant">;
  readonly id: Id<"outboxMessage">;
  readonly kind: OutboxKind;
  readonly payload: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly leaseToken: string;
};

export type NewMessage = {
  readonly kind: OutboxKind;
  readonly dedupeKey: string;
  /** Ids only; at most 1 KiB. */
  readonly payload: Readonly<Record<string, string>>;
  readonly requestId?: Id<"request">;
  /** For what is to happen at a moment to come: it goes out then, not after the commit. */
  readonly notBefore?: Date;
};

/** The process's own dispatcher, as verbs see it. */
export type Outbox = {
  /** True while there is room to send right after commit; else the message is left for the relay. */
  readonly hasRoom: () => boolean;
  readonly dispatch: (messages: readonly LeasedMessage[]) => void;
};

/** Longer than any handler may take, so that a lease never ends under a living handler. */
export const leaseSeconds = 30;
export const handlerTimeoutMilliseconds = 15_000;
/** With the default plan below: about an hour and a half until a message is given up. */
export const attemptsMax = 20;

/** How long to wait between attempts: doubles from the first wait to the longest. */
export type BackoffPlan = { readonly firstMilliseconds: number; readonly maxMilliseconds: number };

/** Ten attempts take about four minutes. */
export const defaultBackoff: BackoffPlan = { firstMilliseconds: 500, maxMilliseconds: 300_000 };

/**
 * Pure: how long to wait after the n-th failed attempt. Doubles by the plan, with full jitter in the upper half, so
 * that a recovered peer is not met by everyone at once. `random` is in [0, 1).
 */
export const backoffMilliseconds = (
  attempts: number,
  random: number,
  { firstMilliseconds, maxMilliseconds }: BackoffPlan = defaultBackoff,
): number => {
  const whole = Math.min(maxMilliseconds, firstMilliseconds * 2 ** Math.max(0, attempts - 1));
  return Math.round(whole / 2 + (random * whole) / 2);
};
