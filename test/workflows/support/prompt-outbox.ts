import { setTimeout as sleep } from "node:timers/promises";
import { openPool } from "../../../db/client.ts";
import { claimMessages, markDone } from "../../../db/queries/outbox.ts";
import type { Runtime } from "../../../services/context.ts";
import { handlers } from "../../../services/outbox/handlers.ts";
import {
  attemptsMax,
  type LeasedMessage,
  leaseSeconds,
  type Outbox,
} from "../../../services/outbox/model.ts";
import { PermanentFailure, TryAgain } from "../../../services/outbox/settle.ts";

const retryMilliseconds = 3;
const sweepBatch = 100;
const relayConnections = 2;

export type PromptOutbox = Outbox & {
  readonly isBusy: () => boolean;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
  /** Sends what has become due since it was written. */
  readonly sweep: () => Promise<void>;
  /** The messages that were given up since it was last asked. */
  readonly takeGivenUp: () => readonly string[];
  readonly close: () => Promise<void>;
};

/**
 * Sends every message right after its commit, with the real handlers, and tries again after milliseconds what the real
 * dispatcher tries again after minutes; as often as that one does.
 */
export const openPromptOutbox = (runtime: () => Runtime, relayUrl: string): PromptOutbox => {
  const relay = openPool({ url: relayUrl, connections: relayConnections, applicationName: "prompt outbox" });
  const underWay = new Set<Promise<void>>();
  const given: string[] = [];

  const send = async (message: LeasedMessage): Promise<void> => {
    for (let attempts = message.attempts; ; attempts += 1) {
      try {
        await handlers[message.kind](runtime(), { ...message, attempts });
        await markDone(relay.db, message);
        return;
      } catch (error) {
        const isPlanned = error instanceof TryAgain;
        if (error instanceof PermanentFailure || (!isPlanned && attempts >= attemptsMax)) {
          given.push(`${message.kind}: ${String(error)}`);
          return;
        }
        await sleep(retryMilliseconds);
      }
    }
  };

  // One after the other: what branches ask for at the same time would otherwise be done in any order.
  let last = Promise.resolve();
  const dispatch = (messages: readonly LeasedMessage[]): void => {
    for (const message of messages) {
      const work = last.then(() => send(message)).finally(() => underWay.delete(work));
      underWay.add(work);
      last = work;
    }
  };

  const idle = async (): Promise<void> => {
    while (underWay.size > 0) {
      await Promise.all(underWay);
    }
  };

  return {
    hasRoom: () => true,
    dispatch,
    isBusy: () => underWay.size > 0,
    idle,
    takeGivenUp: () => given.splice(0),
    sweep: async () => {
      const token = runtime().ports.ids.token();
      const claimed = await claimMessages(relay.db, { limit: sweepBatch, token, seconds: leaseSeconds });
      dispatch(claimed.map((message) => ({ ...message, leaseToken: token })));
      await idle();
    },
    close: async () => {
      await idle();
      await relay.close();
    },
  };
};
