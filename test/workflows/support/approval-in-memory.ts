import type { Id } from "../../../db/schema/columns.ts";
import { type DueMoment, firstDueSeconds, nextDue, secondsUntil } from "../../../services/stages/due-plan.ts";
import { standingOf } from "../../../services/stages/standing.ts";
import type { ApprovalActivities } from "../../../workflows/approval/activities.ts";
import type { VirtualLambda } from "./virtual-lambda.ts";

export type StagePlan = {
  readonly name: string;
  readonly position: number;
  readonly deadlineSeconds: number;
  readonly reminderSeconds?: readonly number[];
  readonly ladderSeconds?: readonly number[];
};

type Stage = Required<StagePlan> & {
  status: "not_started" | "active" | "approved" | "rejected" | "canceled";
  openedAt: number;
  remindersDone: number;
  escalationsDone: number;
  callbackId: string | null;
};

export type Done = { readonly stage: string; readonly what: DueMoment["what"]; readonly at: number };

const secondMilliseconds = 1000;
export const run = { version: 2, tenantId: "ten_1", requestId: "req_1", runId: "run_1" } as never;

/** The activities of one request in memory: the same plan and the same standing as the service, on the virtual clock. */
export const createApprovalInMemory = (
  { now, ring }: Pick<VirtualLambda, "now" | "ring">,
  plans: readonly StagePlan[],
) => {
  const stages = plans.map(
    (plan): Stage => ({
      reminderSeconds: [],
      ladderSeconds: [],
      ...plan,
      status: "not_started",
      openedAt: 0,
      remindersDone: 0,
      escalationsDone: 0,
      callbackId: null,
    }),
  );
  const done: Done[] = [];
  let request: "pending" | "approved" | "rejected" | "expired" = "pending";
  const named = (stageIds: readonly string[]) => stages.filter(({ name }) => stageIds.includes(name));
  const timingOf = (stage: Stage) => ({
    openedAt: new Date(stage.openedAt),
    deadlineAt: new Date(stage.openedAt + stage.deadlineSeconds * secondMilliseconds),
    reminderSeconds: stage.reminderSeconds,
    escalation: stage.ladderSeconds.map((afterSeconds) => ({ afterSeconds })),
    remindersDone: stage.remindersDone,
    escalationsDone: stage.escalationsDone,
    onDeadline: "expire" as const,
  });
  const standing = (of: readonly Stage[]) =>
    standingOf({
      request: { status: request, round: 1 },
      stages: of.map(({ status }) => ({ status, round: 1 })),
    });
  const carryOut = (stage: Stage) => {
    for (const moment of nextDue(timingOf(stage), new Date(now())).due) {
      done.push({ stage: stage.name, what: moment.what, at: now() });
      if (moment.what === "reminder") stage.remindersDone = moment.count;
      if (moment.what === "rung") stage.escalationsDone = moment.count;
      if (moment.what === "end") request = "expired";
    }
  };
  const activities: ApprovalActivities = {
    route: () =>
      Promise.resolve({
        outcome: "staged",
        positions: [...Map.groupBy(stages, ({ position }) => position).values()].map((together) => ({
          stageIds: together.map(({ name }) => name as Id<"stage">),
          firstDueSeconds: Math.min(
            ...together.map((stage) =>
              firstDueSeconds({
                ...stage,
                escalation: stage.ladderSeconds.map((afterSeconds) => ({ afterSeconds })),
              }),
            ),
          ),
        })),
      }),
    awaitPosition: ({ stageIds, callbackId }) => {
      const together = named(stageIds);
      for (const stage of together) {
        stage.callbackId = callbackId;
        if (stage.status === "not_started") Object.assign(stage, { status: "active", openedAt: now() });
      }
      if (standing(together) !== "open") ring(callbackId);
      return Promise.resolve();
    },
    settlePosition: ({ stageIds }) => {
      const together = named(stageIds);
      if (standing(together) === "open")
        together.filter(({ status }) => status === "active").forEach(carryOut);
      const state = standing(together);
      if (state !== "open") return Promise.resolve({ state });
      const timings = together.filter(({ status }) => status === "active").map(timingOf);
      const soonest = (moments: readonly Date[]) =>
        Math.min(...moments.map((moment) => secondsUntil(moment, new Date(now()))));
      return Promise.resolve({
        state,
        dueInSeconds: soonest(
          timings.map((timing) => nextDue(timing, new Date(now())).wakeAt ?? new Date(now())),
        ),
        deadlineInSeconds: soonest(timings.map(({ deadlineAt }) => deadlineAt)),
      });
    },
  };
  /** The decision that decides a stage; a stage that is not open any more refuses it. */
  const decide = (name: string, outcome: "approved" | "rejected"): void => {
    const stage = stages.find((one) => one.name === name);
    if (request !== "pending" || stage?.status !== "active") return;
    stage.status = outcome;
    if (outcome === "rejected") request = "rejected";
    else if (stages.every(({ status }) => status === "approved")) request = "approved";
    if (stage.callbackId !== null) ring(stage.callbackId);
  };
  return { activities, decide, done, request: () => request };
};
