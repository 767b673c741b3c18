import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { verifyAudit } from "./audit.ts";
import { createCampaign, type Fate, planFates } from "./campaign.ts";
import { call } from "./client.ts";
import { type Company, createCompany } from "./company.ts";
import { ledgerDifferences, readLedger } from "./ledger.ts";
import { eventually } from "./one-order.ts";
import { readOrders } from "./orders.ts";
import type { SystemProcess } from "./system.ts";

type Mail = { readonly subject: string; readonly text: string; readonly reference: string | null };

/** By order number, the references under which its requester was told how it ended. */
const readTold = async (system: SystemProcess): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const told = new Map<string, Set<string>>();
  for (let after = ""; ; ) {
    const url = `${system.ready().mailboxUrl}/messages?limit=200${after === "" ? "" : `&after=${after}`}`;
    const { body } = await call<(Mail & { id: string })[]>(url);
    for (const mail of body.filter(({ text }) => text.includes("because you asked for the approval"))) {
      const order = mail.subject.slice(mail.subject.lastIndexOf("Order ") + "Order ".length);
      told.set(order, (told.get(order) ?? new Set()).add(mail.reference ?? mail.id));
    }
    const last = body.at(-1);
    if (last === undefined) {
      return told;
    }
    after = last.id;
  }
};

/** A mail may outlast its run: one whose sending was cut off is sent again when its lease of 30 s has ended. */
const tellingMilliseconds = 90_000;

/** Each requester is told about each order once, however often a mail had to be sent again. */
const expectToldOnce = async (system: SystemProcess, fates: readonly Fate[]): Promise<void> => {
  const told = await eventually(
    "a mail about the end of every order",
    async () => {
      const soFar = await readTold(system);
      return fates.every(({ order }) => soFar.has(order.orderNumber)) ? soFar : null;
    },
    tellingMilliseconds,
  );
  const toldOften = fates.filter(({ order }) => told.get(order.orderNumber)?.size !== 1);
  expect(toldOften.map(({ order }) => order.orderNumber)).toEqual([]);
};

/** None lost, none doubled: requests, runs, ledger, mails and audit all say what was to become of each order. */
const expectFates = async (
  system: SystemProcess,
  company: Company,
  campaign: ReturnType<typeof createCampaign>,
  fates: readonly Fate[],
): Promise<void> => {
  const results = await campaign.results();
  const ends = fates.map(({ order }) => {
    const request = results.get(order.orderNumber);
    return { order: order.orderNumber, request: request?.status, run: request?.run?.status };
  });
  expect(ends).toEqual(fates.map(({ order, ends: wanted }) => ({ order: order.orderNumber, ...wanted })));
  expect(results.size).toBe(fates.length);
  expect(ledgerDifferences(await readLedger(system.ready(), company), fates)).toEqual([]);
  await expectToldOnce(system, fates);
  const faults = (await verifyAudit(system.ready().databaseUrl)).filter(({ fault }) => fault !== null);
  expect(faults).toEqual([]);
};

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
  const fates = planFates(readOrders(count));
  const campaign = createCampaign(system.ready, company, fates);
  const sent = campaign.send();
  const decided = sent.then(() => campaign.decideAll(patienceMilliseconds));
  await Promise.all([decided, trouble?.(company)]);
  await expectFates(system, company, campaign, fates);
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

/** Every order's payment and stock fail twice at the first, then work. */
export const failTwice = async (system: SystemProcess, orderNumbers: readonly string[]): Promise<void> => {
  const rules = orderNumbers.flatMap((orderNumber) => [
    { type: "stock.reserve", orderNumber, behavior: "fail", times: 2 },
    { type: "payment.capture", orderNumber, behavior: "fail", times: 2, afterEffect: true },
  ]);
  const answer = await call(`${system.ready().demo.sandboxUrl}/switches`, { method: "PUT", body: { rules } });
  expect(answer.status).toBe(200);
};
