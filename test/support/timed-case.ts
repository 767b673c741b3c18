import type { Context, Runtime } from "../../services/context.ts";
import { decide } from "../../services/decisions/index.ts";
import { getRequest, type RequestDetail } from "../../services/requests/index.ts";
import { settlePosition } from "../../services/stages/settle.ts";
import type { Clock } from "./pass-time.ts";
import { auditedBy, openTenant } from "./tenant.ts";
import { createPeople, openOrder, type People } from "./timed-order.ts";

type Order = Awaited<ReturnType<typeof openOrder>>;
export type Case = {
  readonly ctx: Context;
  readonly clock: Clock;
  readonly people: People;
  readonly order: Order;
};

/** An order in a tenant of its own whose first position has just opened. */
export const openCase = async (
  runtime: Runtime,
  clock: Clock,
  stages: (people: People) => readonly object[],
): Promise<Case> => {
  const ctx = await openTenant(runtime);
  const people = await createPeople(ctx);
  const order = await openOrder(ctx, people, stages(people));
  return { ctx, clock, people, order };
};

export const bossDecides = (timing: object) => () => [
  { name: "manager", approvers: [{ manager: 1 }], quorum: "any", deadline: "P10D", ...timing },
];

export const stageIds = (order: RequestDetail, position = 1) =>
  order.stages.filter((stage) => stage.position === position).map(({ id }) => id);

export const settle = ({ ctx, order }: Case, position = 1) =>
  settlePosition(ctx, { stageIds: stageIds(order, position), runId: order.run.id });

export const audited = async (one: Case, work: () => Promise<unknown>) =>
  (await auditedBy(one.ctx, work)).map(({ action, actor, detail }) => ({ action, actor, detail }));

export const mailed = async ({ clock, order }: Case) =>
  (await clock.mails(order.id)).map(({ template, recipient }) => `${template} ${recipient.split("@")[0]}`);

export const seats = async ({ ctx, order }: Case, position = 1) =>
  (await getRequest(ctx, order.id)).stages
    .filter((stage) => stage.position === position)
    .flatMap(({ assignments }) => assignments)
    .map(({ memberName, status, standsIn }) => `${memberName} ${status}${standsIn ? " standing in" : ""}`);

export const status = async ({ ctx, order }: Case) => {
  const { status: request, stages } = await getRequest(ctx, order.id);
  return [request, ...stages.map((stage) => stage.status)];
};

type Vote = { readonly position?: number; readonly outcome?: "approve" | "reject" };

/** Decides the open seat of that person. */
export const vote = async (one: Case, name: string, { position = 1, outcome = "approve" }: Vote = {}) => {
  const { stages } = await getRequest(one.ctx, one.order.id);
  const seat = stages
    .filter((stage) => stage.position === position)
    .flatMap(({ assignments }) => assignments)
    .find(({ memberName, status: is }) => memberName === name && is === "open");
  if (seat === undefined) {
    throw new Error(`${name} has no open seat`);
  }
  return decide(one.ctx, {
    assignmentId: seat.id,
    outcome,
    requestVersion: 1,
    via: "api",
    assurance: "api_key",
  });
};
