import {
  closeRequest as moveRequest,
  findVersion,
  lockRequest,
  type RequestRow,
} from "../../db/queries/requests.ts";
import { insertStages, listStages, type StageRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { findMemberByEmail } from "../../db/queries/members.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { useGrant } from "../grants/use.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { Evaluation } from "../policies/evaluate.ts";
import { knownFindings } from "../policies/known-findings.ts";
import { readPolicyVersion } from "../policies/read-version.ts";
import { firstDueSeconds } from "../stages/due-plan.ts";
import { ladderOf, type PlannedStage } from "../stages/model.ts";
import { close } from "./close.ts";
import type { Requester } from "./model.ts";
import { evaluatePolicy } from "./plan.ts";

/** How the request stands once it is routed; the run goes on from it. */
export type Routed =
  | { readonly outcome: "approved" }
  | { readonly outcome: "ended" }
  | { readonly outcome: "staged"; readonly positions: readonly RoutedPosition[] };

/** Stages that are open at the same time, and how long after their opening they first have something to do. */
export type RoutedPosition = {
  readonly stageIds: readonly Id<"stage">[];
  readonly firstDueSeconds: number;
};

const toRouted = (stages: readonly StageRow[]): Routed => ({
  outcome: "staged",
  // Read in the order of their positions.
  positions: [...Map.groupBy(stages, ({ position }) => position).values()].map((together) => ({
    stageIds: together.map(({ id }) => id),
    firstDueSeconds: Math.min(
      ...together.map((stage) => firstDueSeconds({ ...stage, escalation: ladderOf(stage) })),
    ),
  })),
});

const writeStages = async (
  ctx: UnitContext,
  request: RequestRow,
  planned: readonly PlannedStage[],
): Promise<void> => {
  const { tenantId } = ctx;
  const rows = planned.map(({ seats: _seats, reminderSeconds, ...stage }) => ({
    ...stage,
    reminderSeconds: [...reminderSeconds],
    tenantId,
    id: ctx.ports.ids.next("stage"),
    requestId: request.id,
    round: request.round,
  }));
  const seats = planned.flatMap((stage, index) =>
    stage.seats.map(({ memberId, reason }) => ({
      tenantId,
      id: ctx.ports.ids.next("assignment"),
      requestId: request.id,
      stageId: (rows[index] as (typeof rows)[number]).id,
      memberId,
      reason,
    })),
  );
  await insertStages(ctx.unit.tx, rows, seats);
};

/** The requester as they were stored with the request, with their attributes of now. */
export const readRequesterAgain = async (ctx: UnitContext, request: RequestRow): Promise<Requester> => {
  const member = await findMemberByEmail(ctx.unit.tx, ctx.tenantId, request.requesterEmail);
  return {
    memberId: request.requesterId,
    email: request.requesterEmail,
    name: request.requesterName,
    attributes: member?.attributes ?? {},
  };
};

const evaluateAgain = async (
  ctx: UnitContext,
  request: RequestRow & { readonly now: Date },
): Promise<Evaluation> => {
  const { tx } = ctx.unit;
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(tx, ctx.tenantId, wanted);
  const policy = await readPolicyVersion(tx, ctx.tenantId, request.policyVersionId);
  if (version === undefined || policy === null) {
    throw notFound();
  }
  const { amount, currency } = request;
  return evaluatePolicy(ctx, {
    requestId: request.id,
    policy,
    requester: await readRequesterAgain(ctx, request),
    amount: amount === null || currency === null ? null : { amount, currency },
    payload: JSON.parse(version.payload) as unknown,
    findings: knownFindings(ctx.kinds[request.kind], request.findings),
    now: request.now,
  });
};

/** `by`: the policy's rule, or the standing grant, that lets nobody be asked. */
const autoApprove = async (
  ctx: UnitContext,
  request: RequestRow,
  by: Readonly<Record<string, unknown>>,
): Promise<Routed> => {
  await moveRequest(ctx.unit.tx, ctx.tenantId, { requestId: request.id, from: "pending", to: "approved" });
  await record(
    { ...ctx, actor: { type: "system", name: "policy" } },
    {
      action: "approval_request.approved",
      target: { type: "approval_request", id: request.id, version: request.currentVersion },
      requestId: request.id,
      detail: { ...by, policyVersionId: request.policyVersionId, autoApprove: true },
    },
  );
  return { outcome: "approved" };
};

type AutoRejected = Extract<Evaluation, { readonly outcome: "auto_rejected" }>;

const autoReject = async (
  ctx: UnitContext,
  request: RequestRow,
  { rule, reasonCode, comment }: AutoRejected,
): Promise<Routed> => {
  const { policyVersionId } = request;
  const why = comment === null ? { reasonCode } : { reasonCode, comment };
  await close(
    { ...ctx, actor: { type: "system", name: "policy" } },
    { requestId: request.id, event: "reject", detail: { rule, ...why, policyVersionId, autoReject: true } },
  );
  return { outcome: "ended" };
};

const carryOut = async (ctx: UnitContext, request: RequestRow, evaluation: Evaluation): Promise<Routed> => {
  switch (evaluation.outcome) {
    case "auto_approved":
      return autoApprove(ctx, request, { rule: evaluation.rule });
    case "auto_rejected":
      return autoReject(ctx, request, evaluation);
    case "staged": {
      await writeStages(ctx, request, evaluation.stages);
      const stages = await listStages(ctx.unit.tx, ctx.tenantId, request.id);
      await record(ctx, {
        action: "approval_request.routed",
        target: { type: "approval_request", id: request.id, version: request.currentVersion },
        requestId: request.id,
        detail: { rule: evaluation.rule, stages: stages.map(({ id, name }) => ({ id, name })) },
      });
      return toRouted(stages.filter((stage) => stage.round === request.round));
    }
    case "no_match":
    case "condition_failed":
    case "no_approver":
      // It could be routed when it was asked; the directory has changed since. Nobody can decide it now.
      await close(
        { ...ctx, actor: { type: "system", name: "policy" } },
        { requestId: request.id, event: "cancel", detail: { reason: evaluation } },
      );
      return { outcome: "ended" };
  }
};

/** By a standing grant, which comes before the policy; null where none covers the request. */
const approveByGrant = async (ctx: UnitContext, request: RequestRow): Promise<Routed | null> => {
  const grant = await useGrant(ctx, request);
  return grant === null
    ? null
    : autoApprove(ctx, request, { grantId: grant.id, use: grant.uses, usesMax: grant.usesMax });
};

/**
 * Routes a request by the policy version it was asked under: stages and seats, or approval by the policy itself or by a
 * standing grant.
 * Idempotent by request and round: a second call answers what the first one wrote.
 */
export const routeRequest = (ctx: Context, requestId: Id<"request">): Promise<Routed> =>
  inTenant(ctx, async (tx, unit) => {
    const request = await lockRequest(tx, ctx.tenantId, requestId);
    if (request === undefined) {
      throw notFound();
    }
    if (request.status !== "pending") {
      return { outcome: request.status === "approved" ? "approved" : "ended" };
    }
    const stages = await listStages(tx, ctx.tenantId, requestId);
    const ofThisRound = stages.filter((stage) => stage.round === request.round);
    if (ofThisRound.length > 0) {
      return toRouted(ofThisRound);
    }
    return (
      (await approveByGrant(unit, request)) ?? carryOut(unit, request, await evaluateAgain(unit, request))
    );
  });
