import { expect } from "vitest";
import { type Business, createCompany, orderBusiness } from "../company.ts";
import { ingestionBusiness } from "../ingestion-business.ts";
import { loanBusiness } from "../loan-business.ts";
import { readLoans } from "../loans.ts";
import { readOrders } from "../orders.ts";
import type { SystemProcess } from "../system.ts";
import { type Campaign, createCampaign } from "./campaign.ts";
import { expectEnds } from "./expect-ends.ts";
import { endOf, type Fate } from "./fate.ts";
import { landFiles, planFiles, warehouseDifferences } from "./ingestion-fates.ts";
import { planLoans } from "./loan-fates.ts";
import { createMails } from "./mails.ts";
import { planOrders } from "./order-fates.ts";

const businesses = [orderBusiness, loanBusiness, ingestionBusiness];
/** Of every tenant, so that what is told to the wrong one would be done there. */
const tasks = businesses.flatMap((business) => business.tasks);
/** Few and soon: what fails twice is a person's. */
const retry = { attempts: 2, firstDelaySeconds: 0.2, maxDelaySeconds: 0.2 };

export type FlowsTrial = {
  readonly system: SystemProcess;
  readonly orders: number;
  readonly loans: number;
  readonly patienceMilliseconds: number;
  /** How long a call may take: longer than any that is merely one of very many. */
  readonly timeoutSeconds: number;
  /** Told what is about to be sent, before it is. */
  readonly before?: (fates: readonly Fate[]) => Promise<void>;
};

/** How many requests ended how, by kind. */
const countEnds = ({ fates, hands }: Campaign): Record<string, number> => {
  const ends = fates.map((fate) => {
    const { request, run } = endOf(fate, hands.notDone);
    return `${fate.kind} ${request}, run ${run}`;
  });
  const byEnd = Map.groupBy(ends, (end) => end);
  return Object.fromEntries([...byEnd].map(([end, { length }]) => [end, length]));
};

const addCounts = (all: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const [name, count] of all.flatMap((counts) => Object.entries(counts))) {
    sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
};

/** How many requests ended how, and what people had to do. */
export type Tally = {
  readonly ends: Readonly<Record<string, number>>;
  readonly hands: Readonly<Record<string, number>>;
};

/** Sends orders, loans and files of three tenants at once, plays everybody, and expects every fate. */
export const runFlows = async (trial: FlowsTrial): Promise<Tally> => {
  const { system, patienceMilliseconds, timeoutSeconds } = trial;
  const { ready } = system;
  const mails = createMails(ready);
  const campaignOf = async (name: string, business: Business, fates: readonly Fate[]): Promise<Campaign> => {
    const company = await createCompany(ready(), name, {
      ...business,
      tasks,
      systems: { timeoutSeconds, retry },
    });
    return createCampaign({ ready, mails }, company, fates);
  };
  const orders = planOrders(readOrders(trial.orders));
  const files = await campaignOf("Data Office", ingestionBusiness, planFiles());
  const campaigns = [
    await campaignOf("Northwind Traders", orderBusiness, orders),
    await campaignOf("Kreditanstalt", loanBusiness, planLoans(readLoans(trial.loans))),
    files,
  ];
  await landFiles(ready());
  await trial.before?.(campaigns.flatMap(({ fates }) => fates));
  await Promise.all(
    campaigns.map(async ({ send, playAll }) => {
      await send();
      await playAll(patienceMilliseconds);
    }),
  );
  await expectEnds(system, campaigns);
  expect(await warehouseDifferences(ready(), files.company, files.hands.notDone)).toEqual([]);
  return {
    ends: addCounts(campaigns.map(countEnds)),
    hands: addCounts(campaigns.map(({ hands }) => hands.counts)),
  };
};
