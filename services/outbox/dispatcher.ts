import type { Database } from "../../db/client.ts";
import { claimMessages, deleteDone } from "../../db/queries/outbox.ts";
import type { OutboxKind } from "../../db/schema/statuses.ts";
import type { Runtime } from "../context.ts";
import { handlerTimeoutMilliseconds, leaseSeconds, type LeasedMessage, type Outbox } from "./model.ts";
import { type MessageHandler, settle } from "./settle.ts";

export type Dispatcher = Outbox & {
  /** Starts the sweep for what no process sent after its commit. */
  readonly start: () => void;
  /** Stops the sweep and waits for what is under way; what is not finished is swept by the next process. */
  readonly stop: () => Promise<void>;
  /** Resolves when nothing is under way in this process. */
  readonly idle: () => Promise<void>;
};

export type DispatcherOptions = {
  readonly runtime: () => Runtime;
  /** The relay role's database: sees the outbox of all tenants. */
  readonly relay: Database;
  readonly handlers: Readonly<Record<OutboxKind, MessageHandler>>;
  readonly random: () => number;
};

const concurrencyMax = 16;
/** Beyond this, messages are written without a lease and left to the sweep. */
const queueMax = 64;
const sweepIntervalMilliseconds = 1_000;
const sweepBatch = 32;
const queueTimeMaxMilliseconds = leaseSeconds * 1000 - handlerTimeoutMilliseconds;
const cleanupIntervalMilliseconds = 3_600_000;
const keepDoneDays = 7;
const cleanupBatch = 10_000;

/**
 * Sends outbox messages: those of this process right after their commit, and, by a sweep every second, whatever
 * is due and under no lease, whoever wrote it. Both ways share one bounded queue.
 */
export const createDispatcher = ({ runtime, relay, handlers, random }: DispatcherOptions): Dispatcher => {
  const queue: { readonly message: LeasedMessage; readonly leasedAt: number }[] = [];
  const underWay = new Set<Promise<void>>();
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let nextCleanup = 0;

  const handleOne = async (message: LeasedMessage): Promise<void> => {
    try {
      await settle(runtime(), relay, { message, handler: handlers[message.kind], random: random() });
    } catch (error) {
      // Settling failed too, mostly because the database is away: the lease ends and the sweep takes over.
      runtime().ports.log.warn("outbox.not_settled", { id: message.id, error: String(error) });
    }
  };

  const pump = (): void => {
    while (underWay.size < concurrencyMax) {
      const next = queue.shift();
      if (next === undefined) {
        return;
      }
      if (performance.now() - next.leasedAt > queueTimeMaxMilliseconds) {
        // Its lease may end while it is handled; the sweep has it as soon as it does.
        continue;
      }
      const { message } = next;
      const work = handleOne(message).finally(() => {
        underWay.delete(work);
        pump();
        sweepSoonAfterPressure();
      });
      underWay.add(work);
    }
  };

  const dispatch = (messages: readonly LeasedMessage[]): void => {
    const leasedAt = performance.now();
    queue.push(...messages.map((message) => ({ message, leasedAt })));
    pump();
  };

  const sweep = async (): Promise<number> => {
    const token = runtime().ports.ids.token();
    const claimed = await claimMessages(relay, { limit: sweepBatch, token, seconds: leaseSeconds });
    dispatch(claimed.map((message) => ({ ...message, leaseToken: token })));
    return claimed.length;
  };

  const cleanUp = async (now: number): Promise<void> => {
    if (now >= nextCleanup) {
      nextCleanup = now + cleanupIntervalMilliseconds;
      await deleteDone(relay, { olderThanDays: keepDoneDays, limit: cleanupBatch });
    }
  };

  const sweepOnce = async (): Promise<void> => {
    try {
      const claimed = queue.length < sweepBatch ? await sweep() : 0;
      await cleanUp(performance.now());
      schedule(claimed === sweepBatch ? 0 : sweepIntervalMilliseconds);
    } catch (error) {
      runtime().ports.log.warn("outbox.sweep_failed", { error: String(error) });
      schedule(sweepIntervalMilliseconds);
    }
  };

  const schedule = (milliseconds: number): void => {
    if (!running) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      sweeping = sweepOnce();
    }, milliseconds);
  };

  let pressed = false;
  /** Messages that found no room are waiting in the table: fetch them as soon as there is room again. */
  const sweepSoonAfterPressure = (): void => {
    if (pressed && queue.length < sweepBatch) {
      pressed = false;
      schedule(0);
    }
  };

  const hasRoom = (): boolean => {
    const room = queue.length + underWay.size < queueMax;
    pressed ||= !room;
    return room;
  };

  const idle = async (): Promise<void> => {
    while (underWay.size > 0) {
      await Promise.all(underWay);
    }
  };

  return {
    hasRoom,
    dispatch,
    idle,
    start: () => {
      running = true;
      schedule(0);
    },
    stop: async () => {
      running = false;
      clearTimeout(timer);
      await sweeping;
      queue.length = 0;
      await idle();
    },
  };
};
