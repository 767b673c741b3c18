import { setTimeout as sleep } from "node:timers/promises";
import type { Ready } from "../../infra/local/system.ts";
import { call, persist } from "./client.ts";
import { autoApproveUpTo, type Company } from "./company.ts";
import { decideThroughPages } from "../../infra/local/demo/browser.ts";
import type { Order } from "./orders.ts";

/** What is to become of an order, by its place in the list: every kind of end, and both channels. */
export type Fate = {
  readonly order: Order;
  readonly decision: "none" | "approve" | "reject";
  readonly channel: "api" | "link";
  readonly ends: { readonly request: string; readonly run: string };
};

const rejectEvery = 5;
const declineEvery = 7;
const linkEvery = 3;

const payable = (order: Order, index: number): Order =>
  index % declineEvery === 0 ? { ...order, orderNumber: `${order.orderNumber}-DECLINE` } : order;

/** Independent of the system: what the policy says, worked out from the amount alone. */
export const planFates = (orders: readonly Order[]): Fate[] =>
  orders.map((plain, index) => {
    const order = payable(plain, index);
    const isSmall = Number(order.total.amount) <= autoApproveUpTo;
    const rejects = !isSmall && index % rejectEvery === 0;
    const declined = order.orderNumber.endsWith("-DECLINE");
    return {
      order,
      decision: isSmall ? "none" : rejects ? "reject" : "approve",
      channel: index % linkEvery === 0 ? "link" : "api",
      ends: rejects
        ? { request: "rejected", run: "completed" }
        : { request: "approved", run: declined ? "compensated" : "completed" },
    };
  });

type RequestAnswer = {
  readonly id: string;
  readonly status: string;
  readonly externalId: string;
  readonly run: { readonly status: string } | null;
};
type Seat = {
  readonly id: string;
  readonly memberEmail: string;
  readonly request: { readonly id: string; readonly title: string; readonly requestVersion: number };
};

const endedRuns = ["completed", "compensated", "failed", "canceled", "timed_out"];
const pollMilliseconds = 300;
const createConcurrency = 50;

/** Runs `work` over all items, a bounded number at a time. */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
};

export type Campaign = {
  /** Sends every order, all at once but for a bound; repeats with the same Idempotency-Key until it is taken. */
  readonly send: () => Promise<void>;
  /** Plays every approver until each run has ended. */
  readonly decideAll: (patienceMilliseconds: number) => Promise<void>;
  /** The requests as the API shows them, by order number. */
  readonly results: () => Promise<ReadonlyMap<string, RequestAnswer>>;
};

type Mail = { readonly id: string; readonly subject: string; readonly text: string };

const mailsAtOnce = 50;

/** Reads the mailbox as a mail program does: what is new since the last look, and keeps each title's newest link. */
const createLinkFinder = (ready: () => Ready) => {
  const links = new Map<string, string>();
  const seen = new Set<string>();
  const fetchNew = async (): Promise<Mail[]> => {
    const mails: Mail[] = [];
    for (let after = ""; ; ) {
      const url = `${ready().mailboxUrl}/messages?limit=${mailsAtOnce}${after === "" ? "" : `&after=${after}`}`;
      const { body } = await persist(() => call<Mail[]>(url));
      const fresh = body.filter(({ id }) => !seen.has(id));
      mails.push(...fresh);
      const last = body.at(-1);
      if (last === undefined || fresh.length < body.length) {
        return mails;
      }
      after = last.id;
    }
  };
  return {
    look: async (): Promise<void> => {
      for (const { id, subject, text } of (await fetchNew()).reverse()) {
        seen.add(id);
        const link = /https?:\/\/\S+\/l\/\S+/.exec(text)?.[0];
        if (link !== undefined) {
          links.set(subject.slice(subject.lastIndexOf("Order ")), link);
        }
      }
    },
    find: (title: string): string | undefined => links.get(title),
  };
};

/** A client app with many orders and the people who decide them, unmoved by restarts of the system. */
export const createCampaign = (ready: () => Ready, company: Company, fates: readonly Fate[]): Campaign => {
  const byNumber = new Map(fates.map((fate) => [fate.order.orderNumber, fate]));
  const api = <Body>(path: string, method = "GET", body?: unknown, headers: Record<string, string> = {}) =>
    persist(() =>
      call<Body>(`${ready().baseUrl}${path}`, {
        method,
        bearer: company.key,
        headers,
        ...(body === undefined ? {} : { body }),
      }),
    );

  const send = async (): Promise<void> => {
    await inParallel(fates, createConcurrency, async ({ order }) => {
      const { requestedBy, ...payload } = order;
      const answer = await api<{ code?: string }>(
        "/v1/approval-requests",
        "POST",
        {
          kind: "order",
          title: `Order ${order.orderNumber}`,
          requester: { memberId: company.members.get(requestedBy) },
          externalId: order.orderNumber,
          payload,
        },
        { "idempotency-key": `${company.tenantId}-${order.orderNumber}` },
      );
      if (answer.status !== 201) {
        throw new Error(`${order.orderNumber}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
    });
  };

  const links = createLinkFinder(ready);

  const decide = async (seat: Seat): Promise<void> => {
    const fate = byNumber.get(seat.request.title.slice("Order ".length));
    if (fate === undefined || fate.decision === "none") {
      throw new Error(`nobody should be asked about ${seat.request.title}`);
    }
    if (fate.channel === "link") {
      const link = links.find(seat.request.title);
      if (link !== undefined) {
        // A link that meets a restart is tried again in the next round.
        await decideThroughPages(link, { outcome: fate.decision, comment: "" }).catch(() => {});
      }
      return;
    }
    const decision = { outcome: fate.decision, requestVersion: seat.request.requestVersion };
    const answer = await api(`/v1/assignments/${seat.id}/decision`, "POST", decision);
    if (![200, 409].includes(answer.status)) {
      throw new Error(`${seat.request.title}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
  };

  const listAll = async <Item>(path: string): Promise<Item[]> => {
    const items: Item[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { body: { data: Item[]; nextCursor: string | null } } = await api(
        `${path}${path.includes("?") ? "&" : "?"}limit=200${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      items.push(...page.body.data);
      cursor = page.body.nextCursor;
    }
    return items;
  };

  const decideAll = async (patienceMilliseconds: number): Promise<void> => {
    const deadline = performance.now() + patienceMilliseconds;
    for (;;) {
      const seats = await listAll<Seat>("/v1/assignments?status=open");
      await links.look();
      await inParallel(seats, 8, decide);
      const runs = await listAll<{ status: string }>("/v1/runs");
      const ended = runs.filter(({ status }) => endedRuns.includes(status)).length;
      if (runs.length >= fates.length && ended === runs.length && seats.length === 0) {
        return;
      }
      if (performance.now() > deadline) {
        throw new Error(`${ended} of ${fates.length} runs have ended, ${seats.length} seats are open`);
      }
      await sleep(pollMilliseconds);
    }
  };

  const results = async (): Promise<ReadonlyMap<string, RequestAnswer>> => {
    const listed = await listAll<{ id: string }>("/v1/approval-requests");
    const details = await inParallel(
      listed,
      8,
      async ({ id }) => (await api<RequestAnswer>(`/v1/approval-requests/${id}`)).body,
    );
    return new Map(details.map((request) => [request.externalId, request]));
  };

  return { send, decideAll, results };
};
