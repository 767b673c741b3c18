import { setTimeout as sleep } from "node:timers/promises";
import { decideThroughPages } from "./browser.ts";
import type { DemoClient, RequestAnswer, Timeline } from "./client.ts";
import { timelineLine } from "./describe.ts";
import type { Scenario } from "./scenarios.ts";

const pollMilliseconds = 150;
const patienceMilliseconds = 60_000;
const endedRuns = ["completed", "compensated", "failed", "canceled", "timed_out"];

export type DemoOrder = {
  readonly requesterId: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

export type Told = (line: string) => void;

type Seats = { readonly data: readonly { readonly memberEmail: string }[] };
type Mail = { readonly subject: string; readonly text: string };

const createOrder = (client: DemoClient, order: DemoOrder): Promise<RequestAnswer> =>
  client.api.post("/v1/approval-requests", {
    kind: "order",
    title: `Order ${String(order.payload["orderNumber"])}`,
    requester: { memberId: order.requesterId },
    payload: order.payload,
  });

const openSeats = (client: DemoClient, requestId: string): Promise<Seats> =>
  client.api.get(`/v1/assignments?requestId=${requestId}&status=open`);

/** The link in the newest mail to this person that is about this order. */
const findLink = async (client: DemoClient, to: string, title: string): Promise<string | null> => {
  const mails = await client.mailbox.get<Mail[]>(`/messages?to=${encodeURIComponent(to)}`);
  const mail = mails.find(({ subject, text }) => subject.includes(title) && text.includes("/l/"));
  return mail === undefined ? null : (/https?:\/\/\S+\/l\/\S+/.exec(mail.text)?.[0] ?? null);
};

const createNarrator = (client: DemoClient, { label }: Scenario, tell: Told) => {
  let seen = 0;
  return async (requestId: string): Promise<void> => {
    const { data } = await client.api.get<Timeline>(`/v1/approval-requests/${requestId}/timeline`);
    const firstAt = data[0]?.at ?? "";
    for (const entry of data.filter(({ seq }) => seq > seen)) {
      tell(timelineLine(label, entry, firstAt));
      seen = entry.seq;
    }
  };
};

/** Sends one order and plays its approver until the run has ended. Throws when that takes more than a minute. */
export const runScenario = async (
  client: DemoClient,
  { scenario, order, tell }: { readonly scenario: Scenario; readonly order: DemoOrder; readonly tell: Told },
): Promise<RequestAnswer> => {
  const created = await createOrder(client, order);
  const title = `Order ${String(order.payload["orderNumber"])}`;
  const narrate = createNarrator(client, scenario, tell);
  const usedLinks = new Set<string>();
  const decideNext = async (choice: NonNullable<Scenario["decision"]>): Promise<void> => {
    const seat = (await openSeats(client, created.id)).data[0];
    const link = seat === undefined ? null : await findLink(client, seat.memberEmail, title);
    if (link !== null && !usedLinks.has(link)) {
      usedLinks.add(link);
      await decideThroughPages(link, choice);
    }
  };
  for (let waited = 0; waited < patienceMilliseconds; waited += pollMilliseconds) {
    const request = await client.api.get<RequestAnswer>(`/v1/approval-requests/${created.id}`);
    await narrate(created.id);
    if (request.run !== null && endedRuns.includes(request.run.status)) {
      return request;
    }
    if (scenario.decision !== null && request.status === "pending") {
      await decideNext(scenario.decision);
    }
    await sleep(pollMilliseconds);
  }
  throw new Error(`${scenario.label}: request ${created.id} did not end within a minute`);
};
