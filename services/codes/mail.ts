import {
  type ActionCodeRow,
  countMailedCodes,
  findActionCode,
  replaceActionCode,
} from "../../db/queries/action-codes.ts";
import { record } from "../audit/record.ts";
import type { Runtime } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { linkContext } from "../links/context.ts";
import { isLive, type LockedLink, lockLink } from "../links/lock.ts";
import type { LinkIdentity } from "../links/open.ts";
import { queueMails } from "../notifications/queue.ts";
import { choiceHash } from "./choice-hash.ts";
import {
  codeLifeSeconds,
  codeNonceBytes,
  codesMax,
  codesOnDemandMax,
  type ConfirmedChoice,
  mailedCodesSeconds,
} from "./model.ts";

const millisecondsPerSecond = 1000;

export type CodeRequest = {
  readonly choice: ConfirmedChoice;
  /** Asked for by the person although there is one already. */
  readonly again: boolean;
  readonly traceId: string;
};

export type MailedCode =
  /** A new one is on its way; every earlier one is void. */
  | { readonly outcome: "mailed"; readonly expiresAt: string }
  /** One for just this choice was mailed before, and still counts. */
  | { readonly outcome: "mailed_before"; readonly expiresAt: string }
  | { readonly outcome: "too_many"; readonly retryAt: string }
  /** There is nothing to confirm any more, or no code is asked for. */
  | { readonly outcome: "void" };

const issue = async (
  ctx: UnitContext,
  { link, request, seat }: LockedLink,
  choice: ConfirmedChoice,
): Promise<ActionCodeRow> => {
  const { jti, assignmentId } = link;
  const code = await replaceActionCode(ctx.unit.tx, ctx.tenantId, {
    jti,
    nonce: ctx.ports.ids.random(codeNonceBytes).toString("base64url"),
    choiceHash: choiceHash(choice),
    lifeSeconds: codeLifeSeconds,
  });
  const mail = { template: "approval-code", recipient: seat.memberEmail, linkJti: jti } as const;
  await queueMails(ctx, [{ ...mail, requestId: request.id, assignmentId }]);
  await record(ctx, {
    action: "code.issued",
    target: { type: "assignment", id: assignmentId },
    requestId: request.id,
    detail: {
      jti,
      outcome: choice.outcome,
      choiceHash: code.choiceHash.toString("hex"),
      expiresAt: code.expiresAt.toISOString(),
    },
  });
  return code;
};

/**
 * Mails the seat's person a code that confirms just this choice. Idempotent by link and choice while the last code
 * counts, unless another one is asked for; never more than a few in ten minutes, whoever holds the link.
 */
export const mailCode = (
  runtime: Runtime,
  identity: LinkIdentity,
  { choice, again, traceId }: CodeRequest,
): Promise<MailedCode> =>
  inTenant(linkContext(runtime, identity, { level: "link", traceId }), async (tx, ctx) => {
    const { tenantId, jti } = identity;
    const locked = await lockLink(ctx, identity);
    if (locked === null || !isLive(locked) || locked.stage.assurance !== "code") {
      return { outcome: "void" };
    }
    const last = await findActionCode(tx, tenantId, jti);
    const counts = last !== undefined && !last.expired && last.usedAt === null;
    if (!again && counts && last.choiceHash.equals(choiceHash(choice))) {
      return { outcome: "mailed_before", expiresAt: last.expiresAt.toISOString() };
    }
    const mails = { requestId: locked.request.id, jti, template: "approval-code" };
    const mailed = await countMailedCodes(tx, tenantId, { ...mails, seconds: mailedCodesSeconds });
    if (mailed.count >= (again ? codesOnDemandMax : codesMax)) {
      const first = (mailed.firstAt ?? locked.request.now).getTime();
      const retryAt = new Date(first + mailedCodesSeconds * millisecondsPerSecond);
      return { outcome: "too_many", retryAt: retryAt.toISOString() };
    }
    const { expiresAt } = await issue(ctx, locked, choice);
    return { outcome: "mailed", expiresAt: expiresAt.toISOString() };
  });
