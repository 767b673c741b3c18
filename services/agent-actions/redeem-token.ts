import { type ActionTokenRow, findActionToken, spendActionToken } from "../../db/queries/action-tokens.ts";
import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { commitRun } from "../../db/queries/runs.ts";
import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { AgentAction, FieldError } from "../kinds/model.ts";
import { endTask } from "../service-tasks/answer.ts";
import { actionHash } from "./action-hash.ts";
import { awaitedTask } from "./awaited-task.ts";
import type { ActionArguments, RedeemedAction } from "./model.ts";
import { type ReadAction, readAction } from "./read-action.ts";
import { hashActionToken } from "./token.ts";

export type Redemption = {
  readonly token: string;
  /** What the agent is about to run. */
  readonly tool: string;
  readonly arguments: ActionArguments;
};

type LockedRequest = RequestRow & { readonly now: Date };
type LockedToken = { readonly row: ActionTokenRow; readonly request: LockedRequest };

const unknownToken = (): DomainError =>
  new DomainError("action_token.unknown", {
    detail: "There is no such token.",
    errors: [{ pointer: "/token", message: "is no token of this tenant" }],
  });

const expired = (): DomainError =>
  new DomainError("action_token.expired", { detail: "The token has expired: ask for the action anew." });

/** Reads a token under its request's lock, which makes all that becomes of both come one after another. */
const lockToken = async (ctx: UnitContext, token: string): Promise<LockedToken> => {
  const { tx } = ctx.unit;
  const tokenHash = hashActionToken(token);
  const known = await findActionToken(tx, ctx.tenantId, tokenHash);
  const request = known === undefined ? undefined : await lockRequest(tx, ctx.tenantId, known.requestId);
  const row = await findActionToken(tx, ctx.tenantId, tokenHash);
  if (row === undefined || request === undefined) throw unknownToken();
  return { row, request };
};

const requireUsable = ({ row, request }: LockedToken): void => {
  if (row.usedAt !== null) {
    throw new DomainError("action_token.used", {
      detail: "A token is good for one action, and this one has been used.",
      extensions: { usedAt: row.usedAt.toISOString() },
    });
  }
  if (request.status !== "approved" || request.currentVersion !== row.requestVersion) {
    throw new DomainError("action_token.void", {
      detail: `The request is ${request.status}, in version ${request.currentVersion}: what the token was for no longer stands.`,
      extensions: { requestStatus: request.status },
    });
  }
  if (row.expiresAt <= request.now) throw expired();
};

const mismatches = (approved: AgentAction, wanted: Redemption): FieldError[] => [
  ...(approved.tool === wanted.tool
    ? []
    : [{ pointer: "/tool", message: "is not the tool that was approved" }]),
  ...(actionHash({ ...approved, arguments: wanted.arguments }).equals(actionHash(approved))
    ? []
    : [{ pointer: "/arguments", message: "are not those that were approved" }]),
];

/** Refuses anything but exactly what was approved; the token is not used up by that. */
const requireApproved = ({ row }: LockedToken, read: ReadAction | null, wanted: Redemption): AgentAction => {
  if (read === null || !read.version.contentHash.equals(row.contentHash)) throw unknownToken();
  const errors = mismatches(read.action, wanted);
  if (errors.length > 0) {
    throw new DomainError("action_token.mismatch", {
      detail: "Run exactly what was approved, an approver's edits included, or ask anew.",
      errors,
      extensions: { contentHash: row.contentHash.toString("hex") },
    });
  }
  return read.action;
};

/** Uses up the token and finds the task that the run waits with; one without the other is of no use. */
const spend = async (ctx: UnitContext, { row, request }: LockedToken): Promise<ServiceTaskRow> => {
  const task = await awaitedTask(ctx, request);
  const spent = await spendActionToken(ctx.unit.tx, ctx.tenantId, row.tokenHash);
  if (task === undefined || spent === undefined) throw expired();
  return task;
};

/**
 * Redeems a token, once, for exactly the action that was approved, and wakes the run that waits for it. An action that
 * cannot be undone commits the run. Throws `action_token.unknown`, `action_token.used`, `action_token.void`,
 * `action_token.expired` and `action_token.mismatch`.
 */
export const redeemActionToken = (ctx: Context, wanted: Redemption): Promise<RedeemedAction> =>
  inTenant(ctx, async (tx, unit) => {
    const locked = await lockToken(unit, wanted.token);
    const { row, request } = locked;
    requireUsable(locked);
    const action = requireApproved(locked, await readAction(unit, request), wanted);
    const task = await spend(unit, locked);
    if (!action.reversible) await commitRun(tx, ctx.tenantId, task.runId);
    const contentHash = row.contentHash.toString("hex");
    const answer = { outcome: "completed", result: { contentHash } } as const;
    await endTask(unit, task, { answer, by: { via: "action_token" } });
    const { requestVersion } = row;
    await record(unit, {
      action: "action_token.redeemed",
      target: { type: "approval_request", id: request.id, version: requestVersion },
      requestId: request.id,
      detail: { contentHash, taskId: task.id },
    });
    return {
      requestId: request.id,
      requestVersion,
      contentHash,
      tool: action.tool,
      arguments: action.arguments,
      redeemedAt: request.now.toISOString(),
    };
  });
