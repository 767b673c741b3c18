import { countTaskCodeTry, voidTaskLinks } from "../../db/queries/task-links.ts";
import { record } from "../audit/record.ts";
import type { CodeVerdict } from "../codes/check.ts";
import { failedTriesMax, readCode } from "../codes/model.ts";
import { isSameCode } from "../codes/same-code.ts";
import type { UnitContext } from "../in-tenant.ts";
import { queueMails } from "../notifications/queue.ts";
import { answerHash } from "./answer-hash.ts";
import type { LockedTaskLink } from "./lock.ts";
import type { ConfirmedAnswer } from "./model.ts";

const refuse = async (
  ctx: UnitContext,
  { link, task }: LockedTaskLink,
  answer: ConfirmedAnswer,
): Promise<CodeVerdict> => {
  const { jti, email } = link;
  const failedTries = await countTaskCodeTry(ctx.unit.tx, ctx.tenantId, jti);
  const triesLeft = Math.max(0, failedTriesMax - failedTries);
  if (triesLeft === 0) {
    await voidTaskLinks(ctx.unit.tx, ctx.tenantId, [jti], "revoked");
    const about = { requestId: task.requestId, taskId: task.id, linkJti: jti };
    await queueMails(ctx, [{ template: "code-tries-exceeded", recipient: email, ...about }]);
  }
  await record(ctx, {
    action: triesLeft === 0 ? "link.revoked" : "code.refused",
    target: { type: "service_task", id: task.id },
    requestId: task.requestId,
    detail: { jti, answer: answer.answerName, failedTries },
  });
  return { verdict: "wrong", triesLeft };
};

/**
 * Checks the code of a confirmed answer under the task's lock, in the caller's transaction; it is used up with the link.
 * A wrong one is counted and audited, so the caller has to let the transaction stand.
 */
export const checkTaskCode = async (
  ctx: UnitContext,
  locked: LockedTaskLink,
  { answer, typed }: { readonly answer: ConfirmedAnswer; readonly typed: string },
): Promise<CodeVerdict> => {
  const code = readCode(typed);
  if (code === null) {
    return { verdict: "missing" };
  }
  const { jti, codeNonce, codeAnswerHash, codeExpired } = locked.link;
  if (codeNonce === null || codeAnswerHash === null || codeExpired) {
    return { verdict: "expired" };
  }
  if (!codeAnswerHash.equals(answerHash(answer))) {
    return { verdict: "other_choice" };
  }
  return isSameCode(ctx.ports.codes.make({ jti, nonce: codeNonce }), code)
    ? { verdict: "right" }
    : refuse(ctx, locked, answer);
};
