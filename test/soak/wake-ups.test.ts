import { expect, test } from "vitest";
import { daySeconds, live } from "../workflows/support/live.ts";

/** Of one execution, for all that it does. */
const operationsOfAWS = 3_000;

test("a policy with more moments than a run has wake-ups gives up its last reminders, and keeps its ends", async () => {
  const reminderSeconds = Array.from({ length: 60 }, (_none, index) => (index + 1) * 3_600);
  const plans = Array.from({ length: 20 }, (_none, index) => ({
    name: `stage ${index + 1}`,
    position: index + 1,
    deadlineSeconds: 10 * daySeconds,
    reminderSeconds,
  }));
  const votes = plans.map(({ name }, index) => ({ stage: name, day: (index + 1) * 9 }));
  const { result, metered, done } = await live(plans, { votes });
  expect(result).toBe("approved");
  expect(1 + metered.length).toBeLessThan(operationsOfAWS);
  expect(done.length).toBeGreaterThan(500);
});
