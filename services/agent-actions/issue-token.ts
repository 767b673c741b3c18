import { findActionTokenOf, insertActionToken } from "../../db/queries/action-tokens.ts";
import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { awaitedTask } from "./awaited-task.ts";
import { type ActionToken, tokenLifeSeconds } from "./model.ts";
import { readAction } from "./read-action.ts";
import { formatActionToken, hashActionToken, tokenEntropyBytes } from "./token.ts";

const millisecondsPerSecond = 1000;

type LockedRequest = RequestRow & { readonly now: Date };

const unavailable = (request: RequestRow, detail: string): DomainError =>
  new DomainError("action_token.unavailable", { detail, extensions: { requestStatus: request.status } });

const requireAwaited = async (ctx: UnitContext, request: LockedRequest): Promise<ServiceTaskRow> => {
  if (request.status !== "approved") {
    throw unavailable(request, `The request is ${request.status}: a token is for what is approved.`);
  }
  const task = await awaitedTask(ctx, request);
  if (task === undefined) {
    throw unavailable(
      request,
      "The run does not wait for the action: it is about to, or the time is over. Look at the run's status.",
    );
  }
  return task;
};

/** From the approval, however late the run came to wait; never longer than the run waits. */
const expiryOf = ({ closedAt, now }: LockedRequest, { dueAt }: ServiceTaskRow): Date => {
  const approvedAt = closedAt ?? now;
  const end = approvedAt.getTime() + tokenLifeSeconds * millisecondsPerSecond;
  return new Date(Math.min(end, dueAt?.getTime() ?? end));
};

const requireFirst = async (ctx: UnitContext, request: LockedRequest): Promise<void> => {
  const wanted = { requestId: request.id, requestVersion: request.currentVersion };
  if ((await findActionTokenOf(ctx.unit.tx, ctx.tenantId, wanted)) !== undefined) {
    throw new DomainError("action_token.issued", {
      detail: "The token of this version was issued before, and is told once. If it is lost, ask anew.",
    });
  }
};

/**
 * Issues the one token of an approved version, bound to exactly what was approved; only its hash is kept. Throws
 * `resource.not_found`, `action_token.unavailable`, `action_token.issued` and `action_token.expired`.
 */
export const issueActionToken = (ctx: Context, requestId: Id<"request">): Promise<ActionToken> =>
  inTenant(ctx, async (tx, unit) => {
    const { tenantId } = ctx;
    const request = await lockRequest(tx, tenantId, requestId);
    if (request === undefined) throw notFound();
    const read = await readAction(unit, request);
    if (read === null) throw unavailable(request, "Requests of this kind are about no action of an agent.");
    await requireFirst(unit, request);
    const expiresAt = expiryOf(request, await requireAwaited(unit, request));
    if (expiresAt <= request.now) {
      throw new DomainError("action_token.expired", {
        detail: `The time to carry this out was over at ${expiresAt.toISOString()}: ask anew.`,
      });
    }
    const token = formatActionToken(ctx.ports.ids.random(tokenEntropyBytes));
    const { action, version } = read;
    const { contentHash } = version;
    const requestVersion = request.currentVersion;
    const tokenHash = hashActionToken(token);
    await insertActionToken(tx, { tenantId, tokenHash, requestId, requestVersion, contentHash, expiresAt });
    await record(unit, {
      action: "action_token.issued",
      target: { type: "approval_request", id: requestId, version: requestVersion },
      requestId,
      detail: { contentHash: contentHash.toString("hex"), expiresAt: expiresAt.toISOString() },
    });
    return {
      token,
      requestId,
      requestVersion,
      contentHash: contentHash.toString("hex"),
      tool: action.tool,
      arguments: action.arguments,
      expiresAt: expiresAt.toISOString(),
    };
  });
