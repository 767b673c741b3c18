import { setTimeout as sleep } from "node:timers/promises";
import type { StatusChange } from "./worker/status-changes.ts";

const deadlineMs = 5_000;
const attemptsMax = 3;
const pauseMs = 500;
/** More are dropped: a subscriber that does not answer must not fill the memory of the service. */
const underWayMax = 1_000;

/** Posts each change of a status to a subscriber, a few times until it answers with success. Kept only in memory. */
export const postStatusChanges = (
  url: string,
  report: (message: string) => void,
): ((change: StatusChange) => void) => {
  let underWay = 0;

  const post = async (change: StatusChange): Promise<void> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(change),
          signal: AbortSignal.timeout(deadlineMs),
        });
        await response.body?.cancel();
        if (response.ok) return;
      } catch {
        // Tried again like an answer that is no success.
      }
      await sleep(pauseMs * attempt);
    }
    report(`${url} did not take the event of ${change.detail.durableExecutionArn}.`);
  };

  return (change) => {
    if (underWay >= underWayMax) {
      report(`${url} is too slow: an event of ${change.detail.durableExecutionArn} is dropped.`);
      return;
    }
    underWay += 1;
    void post(change).finally(() => {
      underWay -= 1;
    });
  };
};
