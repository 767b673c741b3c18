import { voidActionLinks } from "../../db/queries/action-links.ts";
import {
  closeRequest,
  findVersion,
  lockRequest,
  markOverridden,
  type RequestRow,
} from "../../db/queries/requests.ts";
import {
  type DecisionRow,
  endSeats,
  endStages,
  insertDecision,
  listStages,
  type StageRow,
} from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { wakeRun } from "../outbox/wake.ts";
import { getRequest } from "./get.ts";
import type { RequestDetail } from "./record.ts";
import { requireActor } from "./require-actor.ts";

export type OverrideInput = {
  readonly id: Id<"request">;
  readonly outcome: "approve" | "reject";
  readonly comment: string;
  readonly actingMemberId: Id<"member">;
};

const endOf = { approve: "approved", reject: "rejected" } as const;

/** The stages of this round; the one that the decision is filed under is the first that is not over. */
const requireStages = async (ctx: UnitContext, request: RequestRow) => {
  if (request.status !== "pending") {
    throw new DomainError("approval_request.not_pending", {
      detail: `The request is ${request.status}: there is nothing left to decide.`,
      extensions: { requestStatus: request.status },
    });
  }
  const all = await listStages(ctx.unit.tx, ctx.tenantId, request.id);
  const stages = all.filter(({ round }) => round === request.round);
  const stage =
    stages.find(({ status }) => status === "active") ?? stages.find(({ status }) => status === "not_started");
  if (stage === undefined) {
    throw new DomainError("stage.not_active", {
      detail: "The request is about to be routed: try again in a moment.",
    });
  }
  return { stages, stage };
};

const writeDecision = async (
  ctx: UnitContext,
  { request, stage }: { readonly request: RequestRow; readonly stage: StageRow },
  { outcome, comment, actingMemberId }: OverrideInput,
): Promise<DecisionRow> => {
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (version === undefined) throw notFound();
  return insertDecision(ctx.unit.tx, {
    tenantId: ctx.tenantId,
    id: ctx.ports.ids.next("decision"),
    requestId: request.id,
    stageId: stage.id,
    outcome,
    comment,
    requestVersion: request.currentVersion,
    contentHash: version.contentHash,
    policyVersionId: request.policyVersionId,
    actedById: actingMemberId,
    apiKeyId: ctx.actor.type === "api_key" ? ctx.actor.id : null,
    via: "api",
    assurance: "api_key",
    override: true,
  });
};

const endEverything = async (
  ctx: UnitContext,
  { request, stages }: { readonly request: RequestRow; readonly stages: readonly StageRow[] },
  to: "approved" | "rejected",
): Promise<void> => {
  const { tenantId, unit } = ctx;
  const { id: requestId } = request;
  await markOverridden(unit.tx, tenantId, requestId);
  await closeRequest(unit.tx, tenantId, { requestId, from: "pending", to });
  await endStages(unit.tx, tenantId, requestId, { from: ["active"], to });
  await endStages(unit.tx, tenantId, requestId, { from: ["not_started"], to: "skipped" });
  await endSeats(unit.tx, tenantId, { requestId }, "not_required");
  await voidActionLinks(unit.tx, tenantId, { requestId }, "revoked");
  for (const { id, status, callback } of stages) {
    if (status === "active") await wakeRun(ctx, { stageId: id, callback }, requestId);
  }
};

/**
 * A tenant admin decides past the policy, without a seat. The request is marked for ever, and the comment says why.
 * Throws `resource.not_found`, `actor.not_allowed`, `approval_request.not_pending` and `stage.not_active`.
 */
export const overrideRequest = (ctx: Context, input: OverrideInput): Promise<RequestDetail> =>
  inTenant(ctx, async (tx, unit) => {
    const { id, outcome, comment, actingMemberId } = input;
    const request = await lockRequest(tx, ctx.tenantId, id);
    if (request === undefined) throw notFound();
    await requireActor(unit, "override", { request, actingMemberId });
    const { stages, stage } = await requireStages(unit, request);
    const decision = await writeDecision(unit, { request, stage }, input);
    await endEverything(unit, { request, stages }, endOf[outcome]);
    const detail = await getRequest(unit, id);
    await record(unit, {
      action: "approval_request.overridden",
      target: { type: "approval_request", id, version: request.currentVersion },
      requestId: id,
      detail: { decisionId: decision.id, outcome, comment, actingMemberId, stage: stage.name },
    });
    return detail;
  });
