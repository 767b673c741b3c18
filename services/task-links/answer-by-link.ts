import { consumeTaskLink } from "../../db/queries/task-links.ts";
import { record } from "../audit/record.ts";
import type { CodeVerdict } from "../codes/check.ts";
import type { Runtime } from "../context.ts";
import { checkUploads } from "../documents/check-uploads.ts";
import type { Upload, UploadFaults } from "../documents/model.ts";
import { storeDocuments } from "../documents/store.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { queueMails } from "../notifications/queue.ts";
import { answerByHand } from "../service-tasks/answer.ts";
import { questionHash } from "./answer-hash.ts";
import { checkTaskCode } from "./check-code.ts";
import { taskLinkContext } from "./context.ts";
import { type LockedTaskLink, lockTaskLink } from "./lock.ts";
import type { ConfirmedAnswer } from "./model.ts";
import type { TaskLinkIdentity } from "./open.ts";

export type LinkedAnswer = {
  readonly answer: ConfirmedAnswer;
  readonly uploads: readonly Upload[];
  /** As it was typed; looked at where the task asks for a code. */
  readonly code: string;
  readonly traceId: string;
};

export type TaskLinkAnswer =
  | { readonly outcome: "recorded" }
  /** There is nothing to answer any more: `readTask` says why, or what was recorded. */
  | { readonly outcome: "settled" }
  | { readonly outcome: "files_refused"; readonly faults: UploadFaults }
  | { readonly outcome: "code_refused"; readonly refusal: Exclude<CodeVerdict, { verdict: "right" }> };

const voidLink = (): DomainError => new DomainError("link.void", { detail: "This link is no longer valid." });

/** Files that no field asks for are left where they are. */
const wantedUploads = ({ form }: LockedTaskLink, { answer, uploads }: LinkedAnswer): readonly Upload[] => {
  const fields = form.answers.find(({ name }) => name === answer.answerName)?.fields ?? [];
  return uploads.filter((upload) =>
    fields.some(({ type, name }) => type === "file" && name === upload.field),
  );
};

/** What stands in the way of recording; the wrong files are told before a code is looked at. */
const refusalOf = async (
  ctx: UnitContext,
  locked: LockedTaskLink,
  { answer, uploads, code }: LinkedAnswer,
): Promise<Exclude<TaskLinkAnswer, { outcome: "recorded" }> | null> => {
  const chosen = locked.form.answers.find(({ name }) => name === answer.answerName);
  if (chosen === undefined || answer.contentHash !== questionHash(locked.task.byHand)) {
    throw voidLink();
  }
  const faults = checkUploads(chosen.fields, uploads);
  if (Object.keys(faults).length > 0) {
    return { outcome: "files_refused", faults };
  }
  if (locked.form.assurance === "code") {
    const verdict = await checkTaskCode(ctx, locked, { answer, typed: code });
    return verdict.verdict === "right" ? null : { outcome: "code_refused", refusal: verdict };
  }
  return null;
};

/** Everything that comes with the answer is written before it: the answer's audit event takes the chain's lock. */
const recordAnswer = async (
  ctx: UnitContext,
  { link, task }: LockedTaskLink,
  { answer, uploads }: LinkedAnswer,
): Promise<void> => {
  const { jti, email, memberId } = link;
  if (!(await consumeTaskLink(ctx.unit.tx, ctx.tenantId, jti))) {
    throw voidLink();
  }
  const documents = await storeDocuments(ctx, task, uploads);
  const about = { requestId: task.requestId, taskId: task.id, linkJti: jti };
  await queueMails(ctx, [{ template: "task-answered", recipient: email, ...about }]);
  await answerByHand(ctx, {
    taskId: task.id,
    answerName: answer.answerName,
    fields: { ...answer.fields, ...documents.byField },
    comment: answer.comment,
    by: { via: "email_link", memberId, jti },
  });
  for (const entry of documents.entries) {
    await record(ctx, entry);
  }
};

/**
 * Answers a task as the holder of its link, with the files that were sent along: at assurance level "link", or "code"
 * where the form asks for one and it was right. Link, files, receipt and answer stand together or not at all. Throws
 * what `answerByHand` throws, and `link.void` for a link that is none of ours.
 */
export const answerByLink = (
  runtime: Runtime,
  identity: TaskLinkIdentity,
  input: LinkedAnswer,
): Promise<TaskLinkAnswer> => {
  const { traceId } = input;
  return inTenant(taskLinkContext(runtime, identity, { level: "link", traceId }), async (_tx, ctx) => {
    const locked = await lockTaskLink(ctx, identity);
    if (locked === null) {
      throw voidLink();
    }
    if (locked.state !== "open") {
      return { outcome: "settled" };
    }
    const wanted = { ...input, uploads: wantedUploads(locked, input) };
    const refusal = await refusalOf(ctx, locked, wanted);
    if (refusal !== null) {
      return refusal;
    }
    const level = locked.form.assurance;
    const answerer = { ...ctx, ...taskLinkContext(ctx, identity, { level, traceId }), unit: ctx.unit };
    await recordAnswer(answerer, locked, wanted);
    return { outcome: "recorded" };
  });
};
