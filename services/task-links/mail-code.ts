import { countMailedCodes } from "../../db/queries/action-codes.ts";
import { replaceTaskCode } from "../../db/queries/task-links.ts";
import { record } from "../audit/record.ts";
import type { MailedCode } from "../codes/mail.ts";
import { codeLifeSeconds, codeNonceBytes, mailedCodesSeconds } from "../codes/model.ts";
import type { Runtime } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { queueMails } from "../notifications/queue.ts";
import { answerHash } from "./answer-hash.ts";
import { taskLinkContext } from "./context.ts";
import { type LockedTaskLink, lockTaskLink } from "./lock.ts";
import { type ConfirmedAnswer, taskCodesMax } from "./model.ts";
import type { TaskLinkIdentity } from "./open.ts";

const template = "task-code";
const millisecondsPerSecond = 1000;

export type TaskCodeRequest = {
  readonly answer: ConfirmedAnswer;
  /** Asked for by the person although there is one already. */
  readonly again: boolean;
  readonly traceId: string;
};

/** When the next code may be mailed, or null when it may be at once. */
const retryAfter = async (ctx: UnitContext, { link, now }: LockedTaskLink): Promise<Date | null> => {
  const mails = { requestId: link.requestId, jti: link.jti, template, seconds: mailedCodesSeconds };
  const { count, firstAt } = await countMailedCodes(ctx.unit.tx, ctx.tenantId, mails);
  return count < taskCodesMax
    ? null
    : new Date((firstAt ?? now).getTime() + mailedCodesSeconds * millisecondsPerSecond);
};

const issue = async (
  ctx: UnitContext,
  { link, task }: LockedTaskLink,
  answer: ConfirmedAnswer,
): Promise<string> => {
  const { jti } = link;
  const hash = answerHash(answer);
  const row = await replaceTaskCode(ctx.unit.tx, ctx.tenantId, {
    jti,
    nonce: ctx.ports.ids.random(codeNonceBytes).toString("base64url"),
    answerHash: hash,
    lifeSeconds: codeLifeSeconds,
  });
  const about = { requestId: task.requestId, taskId: task.id, linkJti: jti };
  await queueMails(ctx, [{ template, recipient: link.email, ...about }]);
  const expiresAt = (row.codeExpiresAt ?? new Date(0)).toISOString();
  await record(ctx, {
    action: "code.issued",
    target: { type: "service_task", id: task.id },
    requestId: task.requestId,
    detail: { jti, answer: answer.answerName, answerHash: hash.toString("hex"), expiresAt },
  });
  return expiresAt;
};

/**
 * Mails a participant a code that confirms just this answer. Idempotent by link and answer while the last code counts,
 * unless another one is asked for; never more than a few in ten minutes, whoever holds the link.
 */
export const mailTaskCode = (
  runtime: Runtime,
  identity: TaskLinkIdentity,
  { answer, again, traceId }: TaskCodeRequest,
): Promise<MailedCode> =>
  inTenant(taskLinkContext(runtime, identity, { level: "link", traceId }), async (_tx, ctx) => {
    const locked = await lockTaskLink(ctx, identity);
    if (locked === null || locked.state !== "open" || locked.form.assurance !== "code") {
      return { outcome: "void" };
    }
    const { codeExpiresAt, codeExpired, codeNonce, codeAnswerHash } = locked.link;
    const counts = codeNonce !== null && codeExpiresAt !== null && !codeExpired;
    if (!again && counts && codeAnswerHash?.equals(answerHash(answer)) === true) {
      return { outcome: "mailed_before", expiresAt: codeExpiresAt.toISOString() };
    }
    const retryAt = await retryAfter(ctx, locked);
    return retryAt === null
      ? { outcome: "mailed", expiresAt: await issue(ctx, locked, answer) }
      : { outcome: "too_many", retryAt: retryAt.toISOString() };
  });
