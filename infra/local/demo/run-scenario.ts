import { setTimeout as sleep } from "node:timers/promises";
import { answerTasks } from "./answer-tasks.ts";
import { decideThroughPages } from "./browser.ts";
import type { DemoClient, RequestAnswer, Timeline } from "./client.ts";
import { timelineLine } from "./describe.ts";
import type { DemoPeople, Scenario } from "./kinds/model.ts";

const pollMilliseconds = 150;
const patienceMilliseconds = 60_000;
const endedRuns = ["completed", "compensated", "failed", "canceled", "timed_out"];

export type Told = (line: string) => void;

export type DemoRun = {
  readonly kind: string;
  readonly scenario: Scenario;
  readonly people: DemoPeople;
  readonly tell: Told;
};

type Seats = { readonly data: readonly { readonly memberEmail: string }[] };
type Mail = { readonly subject: string; readonly text: string };

const create = (client: DemoClient, { kind, scenario, people }: DemoRun): Promise<RequestAnswer> =>
  client.api.post("/v1/approval-requests", {
    kind,
    title: scenario.title,
    requester: { memberId: people(scenario.requester) },
    payload: scenario.payload,
  });

const openSeats = (client: DemoClient, requestId: string): Promise<Seats> =>
  client.api.get(`/v1/assignments?requestId=${requestId}&status=open`);

/** The link in the newest mail to this person that is about this request. */
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

/** Plays one approver at a time, each link once: whoever was asked beside them may not be needed any more. */
const createApprover = (client: DemoClient, { title, decision }: Scenario) => {
  const usedLinks = new Set<string>();
  return async (requestId: string): Promise<void> => {
    for (const { memberEmail } of decision === null ? [] : (await openSeats(client, requestId)).data) {
      const link = await findLink(client, memberEmail, title);
      if (decision !== null && link !== null && !usedLinks.has(link)) {
        usedLinks.add(link);
        await decideThroughPages(link, decision);
        return;
      }
    }
  };
};

/** Whether it has come as far as it is to come: to its end, or to where it sleeps. */
const isThere = ({ status, run }: RequestAnswer, { ends }: Scenario): boolean =>
  run !== null &&
  (endedRuns.includes(run.status) ||
    (status === ends.request && run.status === ends.run && ends.run === "waiting"));

/** Asks for one request and plays its people until the run has come to its end. Throws when that takes more than a minute. */
export const runScenario = async (client: DemoClient, demo: DemoRun): Promise<RequestAnswer> => {
  const { scenario, tell } = demo;
  const created = await create(client, demo);
  const narrate = createNarrator(client, scenario, tell);
  const decide = createApprover(client, scenario);
  let quietPolls = 0;
  for (let waited = 0; waited < patienceMilliseconds; waited += pollMilliseconds) {
    const request = await client.api.get<RequestAnswer>(`/v1/approval-requests/${created.id}`);
    await narrate(created.id);
    const answered = await answerTasks(client, created.id, scenario);
    quietPolls = answered === 0 && isThere(request, scenario) ? quietPolls + 1 : 0;
    // One that sleeps has to look the same for a while: it may have been between two steps.
    if (quietPolls > (request.run?.status === "waiting" ? 10 : 0)) {
      return request;
    }
    if (request.status === "pending") {
      await decide(created.id);
    }
    await sleep(pollMilliseconds);
  }
  throw new Error(`${scenario.label}: request ${created.id} did not end within a minute`);
};
