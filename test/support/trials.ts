import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { createCampaign } from "./campaign/campaign.ts";
import { expectEnds } from "./campaign/expect-ends.ts";
import { createMails } from "./campaign/mails.ts";
import { planOrders } from "./campaign/order-fates.ts";
import { call } from "./client.ts";
import { type Company, createCompany } from "./company.ts";
import { eventually } from "./one-order.ts";
import { readOrders } from "./orders.ts";
import type { SystemProcess } from "./system.ts";

export type Trial = {
  readonly system: SystemProcess;
  readonly count: number;
  readonly patienceMilliseconds: number;
  /** What goes wrong while the orders are under way. */
  readonly trouble?: (company: Company) => Promise<void>;
};

/** Sends `count` real orders at once, plays their approvers, lets trouble happen, and expects every fate. */
export const runTrial = async ({ system, count, patienceMilliseconds, trouble }: Trial): Promise<void> => {
  const company = await createCompany(system.ready());
  const { ready } = system;
  const mails = createMails(ready);
  const campaign = createCampaign({ ready, mails }, company, planOrders(readOrders(count)));
  const played = campaign.send().then(() => campaign.playAll(patienceMilliseconds));
  await Promise.all([played, trouble?.(company)]);
  await expectEnds(system, [campaign]);
};

/** `kill -9` of everything at random moments, each followed by a new start. */
export const killRepeatedly = async (
  system: SystemProcess,
  {
    kills,
    random,
    betweenMilliseconds,
  }: { readonly kills: number; readonly random: () => number; readonly betweenMilliseconds: number },
): Promise<void> => {
  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(random() * betweenMilliseconds);
    await system.kill();
    await system.start();
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Kills the database server alone; the system brings it back. Waits for one that is just coming back. */
export const crashPostgres = async (system: SystemProcess): Promise<void> => {
  const pid = await eventually("a running Postgres", async () => {
    const path = join(system.home, "postgres", "data", "postmaster.pid");
    const text = await readFile(path, "utf8").catch(() => "");
    const found = Number(text.split("\n")[0]);
    return found > 0 && isAlive(found) ? found : null;
  });
  process.kill(pid, "SIGKILL");
};

export const refuseMails = async (system: SystemProcess, seconds: number): Promise<void> => {
  const answer = await call(`${system.ready().mailboxUrl}/switches`, {
    method: "PUT",
    body: { mode: "refuse", seconds },
  });
  expect(answer.status).toBe(200);
};

/** How the tenants' systems misbehave from now on. */
export const setSwitches = async (system: SystemProcess, rules: readonly unknown[]): Promise<void> => {
  const answer = await call(`${system.ready().demo.sandboxUrl}/switches`, { method: "PUT", body: { rules } });
  expect(answer.status).toBe(200);
};

/** Every order's payment and stock fail twice at the first, then work. */
export const failTwice = async (system: SystemProcess, orderNumbers: readonly string[]): Promise<void> => {
  const rules = orderNumbers.flatMap((orderNumber) => [
    { type: "stock.reserve", orderNumber, behavior: "fail", times: 2 },
    { type: "payment.capture", orderNumber, behavior: "fail", times: 2, afterEffect: true },
  ]);
  await setSwitches(system, rules);
};
