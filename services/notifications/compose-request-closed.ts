import type { NotificationRow } from "../../db/queries/notifications.ts";
import { findRequest, findVersion, type RequestRow } from "../../db/queries/requests.ts";
import { findRunOfRequest, type RunRow } from "../../db/queries/runs.ts";
import { listSeatsOfRequest, type SeatRow } from "../../db/queries/stages.ts";
import type { DecisionOutcome } from "../../db/schema/statuses.ts";
import { findTenant } from "../../db/queries/tenants.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { MailContent } from "./templates/model.ts";
import { type ClosedOutcome, requestClosed } from "./templates/request-closed.ts";

const load = (ctx: Context, requestId: NotificationRow["requestId"]) =>
  inTenant(ctx, async (tx) => {
    const found = await findRequest(tx, ctx.tenantId, requestId);
    const run = await findRunOfRequest(tx, ctx.tenantId, requestId);
    const seats = await listSeatsOfRequest(tx, ctx.tenantId, requestId);
    const tenant = await findTenant(tx, ctx.tenantId);
    const version = await findVersion(tx, ctx.tenantId, {
      requestId,
      version: found?.request.currentVersion ?? 0,
    });
    return { request: found?.request, run, seats, tenant, version };
  });

const outcomeOf = (request: RequestRow, run: RunRow): ClosedOutcome | null => {
  switch (request.status) {
    case "rejected":
    case "returned":
    case "expired":
    case "withdrawn":
    case "canceled":
      return request.status;
    case "approved":
      return run.status === "completed" ? "fulfilled" : run.status === "failed" ? "failed" : "compensated";
    case "draft":
    case "pending":
      return null;
  }
};

const isOf = (vote: DecisionOutcome, outcome: ClosedOutcome): boolean => {
  switch (outcome) {
    case "rejected":
      return vote === "reject";
    case "returned":
      return vote === "return";
    default:
      return vote !== "recuse";
  }
};

/** The vote that made the outcome: the rejection or the return, else the last one. */
const deciding = (seats: readonly SeatRow[], outcome: ClosedOutcome): SeatRow | undefined =>
  seats
    .filter(({ decision }) => decision !== null && isOf(decision.outcome, outcome))
    .sort((one, other) => ((one.decision?.id ?? "") < (other.decision?.id ?? "") ? -1 : 1))
    .at(-1);

/** The mail that tells the requester, once, how the request ended. */
export const composeRequestClosed = async (
  ctx: Context,
  { requestId }: NotificationRow,
): Promise<MailContent | null> => {
  const { request, run, seats, tenant, version } = await load(ctx, requestId);
  const kind = request === undefined ? undefined : ctx.kinds[request.kind];
  if (
    request === undefined ||
    run === undefined ||
    tenant === undefined ||
    version === undefined ||
    kind === undefined
  ) {
    return null;
  }
  const outcome = outcomeOf(request, run);
  if (outcome === null) {
    return null;
  }
  const vote = deciding(seats, outcome);
  const comment = vote?.decision?.comment ?? null;
  const { amount, currency } = request;
  return requestClosed({
    tenantName: tenant.name,
    title: request.title,
    kind: request.kind,
    requester: { name: request.requesterName, email: request.requesterEmail },
    amount: amount === null || currency === null ? null : { amount, currency },
    outcome,
    ...(run.failure === null ? {} : { reason: run.failure.message || run.failure.reasonCode }),
    ...(vote === undefined ? {} : { decidedBy: vote.memberName }),
    ...(comment === null ? {} : { comment }),
    contentFacts: kind.describe(JSON.parse(version.payload), { ...kind.noFindings, ...request.findings })
      .facts,
  });
};
