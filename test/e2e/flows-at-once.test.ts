import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "../support/campaign/campaign.ts";
import { expectEnds } from "../support/campaign/expect-ends.ts";
import { planLoans } from "../support/campaign/loan-fates.ts";
import { createMails } from "../support/campaign/mails.ts";
import { planOrders } from "../support/campaign/order-fates.ts";
import { createCompany, orderBusiness } from "../support/company.ts";
import { loanBusiness } from "../support/loan-business.ts";
import { readLoans } from "../support/loans.ts";
import { readOrders } from "../support/orders.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";
import { setSwitches } from "../support/trials.ts";

const ordersCount = 10;
const loansCount = 17;
const patienceMilliseconds = 120_000;
const retry = { attempts: 2, firstDelaySeconds: 0.1, maxDelaySeconds: 0.1 };

let system: SystemProcess;
beforeAll(async () => {
  system = await createSystem();
  await system.start();
});
afterAll(() => system.dispose());

test("loans and orders of two tenants end as planned while their systems fail", {
  timeout: 2 * patienceMilliseconds,
}, async () => {
  const { ready } = system;
  const systems = { retry };
  const seller = await createCompany(ready(), "Northwind Traders", { ...orderBusiness, systems });
  const lender = await createCompany(ready(), "Kreditanstalt", { ...loanBusiness, systems });
  const mails = createMails(ready);
  const orders = createCampaign({ ready, mails }, seller, planOrders(readOrders(ordersCount)));
  const loans = createCampaign({ ready, mails }, lender, planLoans(readLoans(loansCount)));
  await setSwitches(system, [
    // Twice, and a person finds out whether it was done after all.
    { type: "stock.reserve", behavior: "fail", times: 2, afterEffect: true },
    { type: "payment.capture", behavior: "fail", times: 2 },
    { type: "payment.refund", behavior: "fail", times: 2 },
    { type: "shipping.create", behavior: "accept-later", times: 2 },
    { type: "loan.disburse", behavior: "fail", times: 1, afterEffect: true },
    { type: "loan.book", behavior: "fail", times: 2 },
    { type: "notice.send", behavior: "fail", times: 2 },
    { type: "credit.report", behavior: "accept-later", times: 2 },
  ]);
  const play = async ({ send, playAll }: typeof orders): Promise<void> => {
    await send();
    await playAll(patienceMilliseconds);
  };
  await Promise.all([play(orders), play(loans)]);
  await expectEnds(system, [orders, loans]);
  expect(orders.hands.counts).toEqual({});
  expect(loans.hands.counts).toEqual({});
});
