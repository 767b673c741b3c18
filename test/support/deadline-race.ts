import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { createApiKey } from "../../services/api-keys/index.ts";
import { decide } from "../../services/decisions/index.ts";
import type { Context } from "../../services/context.ts";
import { DomainError } from "../../services/errors.ts";
import {
  getRequest,
  getTimeline,
  type RequestDetail,
  withdrawRequest,
} from "../../services/requests/index.ts";
import { finishRun } from "../../services/runs/finish.ts";
import { type PositionOfRun, settlePosition } from "../../services/stages/settle.ts";
import type { TestApi } from "./api.ts";
import { verifyAudit } from "./audit.ts";
import { call } from "./client.ts";
import { type Clock, openClock } from "./pass-time.ts";
import { askForOrder, openFirstStage, type PreparedTenant, prepareTenant } from "./pending-order.ts";
import { seededRandom } from "./random.ts";
import { openTenant } from "./tenant.ts";

/** Everybody acts within so long before or after the deadline. */
const windowMilliseconds = 20;
const leadMilliseconds = 100;
const withdrawnShare = 0.4;

type RaceInput = {
  readonly ctx: Context;
  readonly people: PreparedTenant;
  readonly clock: Clock;
  readonly random: () => number;
};

/** "done", or the code of the refusal. */
type Answer = string;
type Raced = {
  readonly request: RequestDetail;
  readonly outcome: "approve" | "reject";
  readonly decided: Answer;
  readonly withdrawn: Answer;
};

const answerOf = async (work: Promise<unknown>): Promise<Answer> => {
  try {
    await work;
    return "done";
  } catch (error) {
    if (error instanceof DomainError) {
      return error.code;
    }
    throw error;
  }
};

const positionOf = ({ stages, run }: RequestDetail): PositionOfRun => {
  const [stage] = stages;
  if (stage === undefined || run === null) {
    throw new Error("the request has no stage or no run");
  }
  return { stageIds: [stage.id], runId: run.id };
};

/** What the workflow does after a wake-up: settles until the position is over, then ends the run. */
const runOn = async (ctx: Context, request: RequestDetail): Promise<void> => {
  const position = positionOf(request);
  for (;;) {
    const { state } = await settlePosition(ctx, position);
    if (state !== "open") {
      const outcome = state === "approved" ? "carried_out" : "not_approved";
      const { ended } = await finishRun(ctx, { runId: position.runId, outcome });
      // Taken back after the approval, before the run could end.
      if (!ended) await finishRun(ctx, { runId: position.runId, outcome: "not_approved" });
      return;
    }
    await sleep(1);
  }
};

const act = async (
  { ctx, random }: RaceInput,
  request: RequestDetail,
  untilDeadline: number,
): Promise<Raced> => {
  const near = () => sleep(untilDeadline + (random() * 2 - 1) * windowMilliseconds);
  const outcome = random() < 0.5 ? "approve" : "reject";
  const seat = request.stages[0]?.assignments[0];
  if (seat === undefined) {
    throw new Error("the request has no seat");
  }
  const decision = { assignmentId: seat.id, outcome, requestVersion: 1 } as const;
  const [decided, withdrawn] = await Promise.all([
    near().then(() => answerOf(decide(ctx, { ...decision, via: "api", assurance: "api_key" }))),
    random() < withdrawnShare
      ? near().then(() => answerOf(withdrawRequest(ctx, { id: request.id })))
      : "not tried",
    near().then(() => runOn(ctx, request)),
  ]);
  return { request, outcome, decided, withdrawn };
};

/** Decisions, withdrawals and the run's wake-up, all within a moment of one deadline; `count` requests at once. */
const raceOnce = async (input: RaceInput, count: number): Promise<readonly Raced[]> => {
  const { ctx, people, clock } = input;
  const requests = await Promise.all(
    Array.from({ length: count }, async () => openFirstStage(ctx, await askForOrder(ctx, people))),
  );
  const deadlineAt = await clock.setDeadlines(
    requests.map(({ id }) => id),
    leadMilliseconds,
  );
  return Promise.all(requests.map((request) => act(input, request, deadlineAt.getTime() - Date.now())));
};

const ends = {
  approved: { stage: "approved", seat: "decided", run: "completed", action: "decision.recorded" },
  rejected: { stage: "rejected", seat: "decided", run: "completed", action: "decision.recorded" },
  withdrawn: {
    stage: "canceled",
    seat: "not_required",
    run: "canceled",
    action: "approval_request.withdrawn",
  },
  /** Approved, and taken back before its run had carried anything out. */
  takenBack: {
    stage: "approved",
    seat: "decided",
    run: "canceled",
    action: "approval_request.withdrawn",
  },
  expired: { stage: "canceled", seat: "expired", run: "completed", action: "approval_request.expired" },
} as const;
type End = Exclude<keyof typeof ends, "takenBack">;

const closings: ReadonlySet<string> = new Set(Object.values(ends).map(({ action }) => action));

/** Expects the request to have ended once, and rows, run, audit log and every answer to tell of that same end. */
const expectOneEnd = async (ctx: Context, raced: Raced): Promise<End> => {
  const found = await getRequest(ctx, raced.request.id);
  const end = found.status as End;
  expect(Object.keys(ends)).toContain(end);
  const isTakenBack = end === "withdrawn" && raced.decided === "done";
  const { stage, seat, run, action } = ends[isTakenBack ? "takenBack" : end];
  const isDecided = action === "decision.recorded" || isTakenBack;
  const decisions = isDecided ? [raced.outcome] : [];
  expect({
    stage: found.stages[0]?.status,
    seat: found.stages[0]?.assignments[0]?.status,
    run: found.run?.status,
    decisions: found.decisions.map(({ outcome }) => outcome),
    decided: raced.decided === "done",
    withdrawn: raced.withdrawn === "done",
  }).toEqual({
    stage,
    seat,
    run,
    decisions,
    decided: isDecided,
    withdrawn: end === "withdrawn",
  });
  const { data } = await getTimeline(ctx, raced.request.id);
  const told = data.filter((entry) => closings.has(entry.action));
  expect(told.map((entry) => entry.action)).toEqual(isTakenBack ? ["decision.recorded", action] : [action]);
  if (action === "decision.recorded") {
    expect(told[0]?.detail["request"]).toEqual({ status: end });
  }
  return end;
};

/** Requests that share a deadline, so that they contend for connections and for the audit log as well. */
const requestsAtOnce = 8;

/**
 * So many requests race to their deadlines. Each ends in one state, which rows, run, audit log and API tell alike.
 * Answers how many ended in which.
 */
export const raceToDeadlines = async (
  api: TestApi,
  requestCount: number,
): Promise<Readonly<Record<string, number>>> => {
  const random = seededRandom();
  const clock = openClock(api.database.adminUrl);
  const ctx = await openTenant(api.runtime);
  const { key } = await createApiKey(ctx, { name: "reader", scopes: ["requests:read"] });
  const people = await prepareTenant(ctx);
  const counts: Record<string, number> = {};
  for (let raced = 0; raced < requestCount; raced += requestsAtOnce) {
    for (const one of await raceOnce({ ctx, people, clock, random }, requestsAtOnce)) {
      const end = await expectOneEnd(ctx, one);
      const url = `${api.url}/v1/approval-requests/${one.request.id}`;
      const { body } = await call<{ status: string }>(url, { bearer: key });
      expect(body.status).toBe(end);
      counts[end] = (counts[end] ?? 0) + 1;
    }
  }
  await clock.close();
  expect((await verifyAudit(api.database.adminUrl)).map(({ fault }) => fault)).not.toContainEqual(
    expect.any(String),
  );
  return counts;
};
