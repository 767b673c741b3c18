import { insertTaskLinks } from "../../db/queries/task-links.ts";
import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { UnitContext } from "../in-tenant.ts";
import { linkIdBytes } from "../links/expiry.ts";
import type { MailTemplate } from "../notifications/model.ts";
import { queueMails } from "../notifications/queue.ts";
import { taskLinkExpiry } from "../task-links/expiry.ts";
import type { Participant } from "./participants.ts";

export type LinksToIssue = {
  readonly task: ServiceTaskRow;
  readonly participants: readonly Participant[];
  readonly now: Date;
};

export type LinkToMail = { readonly email: string; readonly jti: string };

/** A new link to the task for each of these people; the caller mails them. */
export const issueTaskLinks = async (
  ctx: UnitContext,
  { task, participants, now }: LinksToIssue,
): Promise<readonly LinkToMail[]> => {
  const links = participants.map(({ memberId, email, name }) => ({
    memberId,
    email,
    name,
    tenantId: ctx.tenantId,
    jti: ctx.ports.ids.random(linkIdBytes).toString("base64url"),
    taskId: task.id,
    requestId: task.requestId,
    issuedAt: now,
    expiresAt: taskLinkExpiry(now, task.dueAt),
  }));
  await insertTaskLinks(ctx.unit.tx, links);
  return links;
};

/** One mail a link. The links' tokens are signed when the mails go out, and stored nowhere. */
export const mailTaskLinks = (
  ctx: UnitContext,
  { id, requestId }: ServiceTaskRow,
  { links, template }: { readonly links: readonly LinkToMail[]; readonly template: MailTemplate },
): Promise<void> =>
  queueMails(
    ctx,
    links.map(({ email, jti }) => ({ template, recipient: email, requestId, taskId: id, linkJti: jti })),
  );
