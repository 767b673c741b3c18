import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fate } from "../support/campaign/fate.ts";
import { runFlows } from "../support/campaign/flows-trial.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";
import { setSwitches } from "../support/trials.ts";

const patienceMilliseconds = 120_000;

let system: SystemProcess;
beforeAll(async () => {
  system = await createSystem({ SANDBOX_SEED: "flows at once" });
  await system.start();
});
afterAll(() => system.dispose());

/** Each failure meets a request of its own, of those that would go well. */
const troubleFor = (fates: readonly Fate[]): unknown[] => {
  const rest = fates.filter(({ ends, says }) => ends.run === "completed" && !("make-second-offer" in says));
  const next = (step: string): string => {
    const at = rest.findIndex(({ steps }) => steps.some(({ name }) => name === step));
    const [fate] = rest.splice(at, 1);
    if (at < 0 || fate === undefined) throw new Error(`nothing of this campaign comes to ${step}`);
    return fate.number;
  };
  const twice = { behavior: "fail", times: 2 };
  // Of the first that comes: a request of its own may never come so far.
  const later = { behavior: "accept-later", times: 1 };
  return [
    { type: "stock.reserve", reference: next("reserve-stock"), ...twice, afterEffect: true },
    { type: "payment.capture", reference: next("capture-payment"), ...twice },
    // Of that capture, which left nothing to refund.
    { type: "payment.refund", ...twice },
    { type: "shipping.create", ...later },
    { type: "loan.disburse", reference: next("disburse"), ...twice, afterEffect: true },
    { type: "loan.book", reference: next("book"), ...twice, afterEffect: true },
    { type: "applicant.verify", reference: next("verify-identity"), ...twice },
    { type: "notice.send", reference: next("send-adverse-action-notice"), ...twice },
    { type: "credit.report", ...later },
    { type: "warehouse.load", reference: next("load"), ...twice },
    { type: "data.enrich", ...later, afterEffect: true },
    { type: "*", behavior: "fail", probability: 0.1 },
    { type: "*", behavior: "timeout", probability: 0.02 },
  ];
};

test("orders, loans and files of three tenants end as planned while their systems fail", {
  timeout: 2 * patienceMilliseconds,
}, async () => {
  const { hands } = await runFlows({
    system,
    orders: 12,
    loans: 17,
    patienceMilliseconds,
    timeoutSeconds: 4,
    before: (fates) => setSwitches(system, troubleFor(fates)),
  });
  // Whatever is left to people has come up.
  expect(Object.keys(hands).filter((name) => hands[name] === 0)).toEqual([]);
});
