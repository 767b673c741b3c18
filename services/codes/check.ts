import { consumeActionCode, countFailedTry, findActionCode } from "../../db/queries/action-codes.ts";
import { revokeActionLink } from "../../db/queries/action-links.ts";
import { record } from "../audit/record.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { LockedLink } from "../links/lock.ts";
import { queueMails } from "../notifications/queue.ts";
import { choiceHash } from "./choice-hash.ts";
import { type ConfirmedChoice, failedTriesMax, readCode } from "./model.ts";
import { isSameCode } from "./same-code.ts";

export type CodeVerdict =
  | { readonly verdict: "right" }
  /** Counted. None left: the link is dead, and its person is told. */
  | { readonly verdict: "wrong"; readonly triesLeft: number }
  /** Nothing that could be a code; not counted, since nobody guesses like that. */
  | { readonly verdict: "missing" }
  /** There is none, or it is too old. */
  | { readonly verdict: "expired" }
  /** The newest code was asked for with another answer; the typed one is not looked at. */
  | { readonly verdict: "other_choice" };

const refuse = async (
  ctx: UnitContext,
  { link, request, seat }: LockedLink,
  choice: ConfirmedChoice,
): Promise<CodeVerdict> => {
  const { jti, assignmentId } = link;
  const failedTries = await countFailedTry(ctx.unit.tx, ctx.tenantId, jti);
  const triesLeft = Math.max(0, failedTriesMax - failedTries);
  if (triesLeft === 0) {
    await revokeActionLink(ctx.unit.tx, ctx.tenantId, jti);
    const mail = { template: "code-tries-exceeded", recipient: seat.memberEmail, linkJti: jti } as const;
    await queueMails(ctx, [{ ...mail, requestId: request.id, assignmentId }]);
  }
  await record(ctx, {
    action: triesLeft === 0 ? "link.revoked" : "code.refused",
    target: { type: "assignment", id: assignmentId },
    requestId: request.id,
    detail: { jti, outcome: choice.outcome, failedTries },
  });
  return { verdict: "wrong", triesLeft };
};

/**
 * Checks the code of a confirmed choice under the request's lock, in the caller's transaction. A right code is used up
 * with it, so that it is used only when what it confirms is recorded; a wrong one is counted and audited, so the
 * caller has to let the transaction stand.
 */
export const checkCode = async (
  ctx: UnitContext,
  locked: LockedLink,
  { choice, typed }: { readonly choice: ConfirmedChoice; readonly typed: string },
): Promise<CodeVerdict> => {
  const code = readCode(typed);
  if (code === null) {
    return { verdict: "missing" };
  }
  const { jti } = locked.link;
  const issued = await findActionCode(ctx.unit.tx, ctx.tenantId, jti);
  if (issued === undefined || issued.expired || issued.usedAt !== null) {
    return { verdict: "expired" };
  }
  if (!issued.choiceHash.equals(choiceHash(choice))) {
    return { verdict: "other_choice" };
  }
  if (!isSameCode(ctx.ports.codes.make(issued), code)) {
    return refuse(ctx, locked, choice);
  }
  return (await consumeActionCode(ctx.unit.tx, ctx.tenantId, jti))
    ? { verdict: "right" }
    : { verdict: "expired" };
};
