import { setTimeout as sleep } from "node:timers/promises";
import type { Ready } from "../../../infra/local/system.ts";
import type { Company } from "../company.ts";
import { createCompanyApi } from "./company-api.ts";
import { createCompanySystems } from "./company-systems.ts";
import type { Fate } from "./fate.ts";
import { createHands, type Hands } from "./hands.ts";
import { inParallel } from "./in-parallel.ts";
import type { Mails } from "./mails.ts";
import { decideSeat, type Seat } from "./seats.ts";

export type RequestAnswer = {
  readonly id: string;
  readonly status: string;
  readonly externalId: string;
  readonly run: { readonly status: string } | null;
};

export type Campaign = {
  readonly company: Company;
  readonly fates: readonly Fate[];
  readonly hands: Pick<Hands, "notDone" | "counts">;
  /** Sends every request, all at once but for a bound; repeats with the same Idempotency-Key until it is taken. */
  readonly send: () => Promise<void>;
  /** Plays everybody who is asked for something until each run has ended. */
  readonly playAll: (patienceMilliseconds: number) => Promise<void>;
  /** The requests as the API shows them, by external id. */
  readonly results: () => Promise<ReadonlyMap<string, RequestAnswer>>;
};

const endedRuns = ["completed", "compensated", "failed", "canceled", "timed_out"];
const pollMilliseconds = 300;
const createConcurrency = 50;
const playConcurrency = 8;

/** A client app with many requests and the people who decide and do them, unmoved by restarts of the system. */
export const createCampaign = (
  { ready, mails }: { readonly ready: () => Ready; readonly mails: Mails },
  company: Company,
  fates: readonly Fate[],
): Campaign => {
  const api = createCompanyApi(ready, company);
  const systems = createCompanySystems(ready, company);
  const byTitle = new Map(fates.map((fate) => [fate.title, fate]));
  const byRequest = new Map<string, Fate>();
  const fateOf = (requestId: string): Fate => {
    const fate = byRequest.get(requestId);
    if (fate === undefined) throw new Error(`the request ${requestId} was not sent`);
    return fate;
  };
  const hands = createHands({ api, systems, mails, fateOf });

  const send = async (): Promise<void> => {
    await inParallel(fates, createConcurrency, async (fate) => {
      const { kind, number, title, requestedBy, payload } = fate;
      const answer = await api.ask<{ id: string }>("/v1/approval-requests", {
        method: "POST",
        headers: { "idempotency-key": `${company.tenantId}-${number}` },
        body: {
          kind,
          title,
          requester: { memberId: company.members.get(requestedBy) },
          externalId: number,
          payload,
        },
      });
      if (answer.status !== 201) {
        throw new Error(`${number}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      byRequest.set(answer.body.id, fate);
    });
  };

  const playAll = async (patienceMilliseconds: number): Promise<void> => {
    const deadline = performance.now() + patienceMilliseconds;
    for (;;) {
      const seats = await api.list<Seat>("/v1/assignments?status=open");
      const tasks = await hands.openTasks();
      await mails.look();
      const deciding = seats.map(
        (seat) => () => decideSeat({ api, mails }, seat, byTitle.get(seat.request.title)),
      );
      await inParallel([...deciding, ...tasks], playConcurrency, (play) => play());
      const runs = await api.list<{ status: string }>("/v1/runs");
      const ended = runs.filter(({ status }) => endedRuns.includes(status)).length;
      if (runs.length >= fates.length && ended === runs.length && seats.length === 0) {
        return;
      }
      if (performance.now() > deadline) {
        const open = `${seats.length} seats and ${tasks.length} tasks are open`;
        throw new Error(`${ended} of ${fates.length} runs have ended, ${open}`);
      }
      await sleep(pollMilliseconds);
    }
  };

  const results = async (): Promise<ReadonlyMap<string, RequestAnswer>> => {
    const listed = await api.list<{ id: string }>("/v1/approval-requests");
    const details = await inParallel(
      listed,
      playConcurrency,
      async ({ id }) => (await api.ask<RequestAnswer>(`/v1/approval-requests/${id}`)).body,
    );
    return new Map(details.map((request) => [request.externalId, request]));
  };

  return { company, fates, hands, send, playAll, results };
};
