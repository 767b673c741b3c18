import { databaseTime } from "../../db/queries/clock.ts";
import type { NotificationRow } from "../../db/queries/notifications.ts";
import { findTaskLink, type TimedTaskLink } from "../../db/queries/task-links.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { fieldFacts } from "../service-tasks/field-text.ts";
import type { AskedTask } from "../task-links/model.ts";
import { readTask } from "../task-links/read-task.ts";
import type { MailContent } from "./templates/model.ts";
import { taskAnswered } from "./templates/task-answered.ts";
import { taskCode } from "./templates/task-code.ts";
import { taskCodeTriesExceeded } from "./templates/task-code-tries-exceeded.ts";
import type { TaskInvitationInput, TaskMailInput } from "./templates/task-invitation.ts";
import { taskReminder } from "./templates/task-reminder.ts";
import { taskRequested } from "./templates/task-requested.ts";

const millisecondsPerSecond = 1000;
const seconds = (moment: Date): number => Math.floor(moment.getTime() / millisecondsPerSecond);

type Loaded = { readonly link: TimedTaskLink; readonly asked: AskedTask; readonly now: Date };

const load = async (ctx: Context, { linkJti }: NotificationRow): Promise<Loaded | null> => {
  const { link, now } = await inTenant(ctx, async (tx) => ({
    link: await findTaskLink(tx, ctx.tenantId, linkJti ?? ""),
    now: await databaseTime(tx),
  }));
  if (link === undefined) {
    return null;
  }
  const { jti, taskId, memberId } = link;
  const asked = await readTask(ctx, { tenantId: ctx.tenantId, jti, taskId, memberId });
  return asked === null ? null : { link, asked, now };
};

const toMail = ({ tenantName, form, participant }: AskedTask): TaskMailInput => ({
  tenantName,
  title: form.title,
  participant,
});

/**
 * What leads to a task's form. The link's token is signed here and stored nowhere; Ed25519 is deterministic, so a second
 * sending holds the same link. Null: there is nothing to answer any more.
 */
const invite = async (
  ctx: Context,
  notification: NotificationRow,
  write: (input: TaskInvitationInput & { readonly now: Date }) => MailContent,
): Promise<MailContent | null> => {
  const loaded = await load(ctx, notification);
  if (loaded?.asked.state !== "open") {
    return null;
  }
  const { link, asked, now } = loaded;
  const token = await ctx.ports.tokens.signTaskLink({
    jti: link.jti,
    tenantId: ctx.tenantId,
    taskId: link.taskId,
    memberId: link.memberId,
    issuedAt: seconds(link.issuedAt),
    expiresAt: seconds(link.expiresAt),
  });
  const { instructions, facts, assurance } = asked.form;
  const { dueAt, others } = asked;
  const url = `${ctx.settings.baseUrl}/t/${token}`;
  return write({ ...toMail(asked), instructions, facts, assurance, dueAt, others, link: url, now });
};

type Compose = (ctx: Context, notification: NotificationRow) => Promise<MailContent | null>;

export const composeTaskRequested: Compose = (ctx, notification) => invite(ctx, notification, taskRequested);
export const composeTaskReminder: Compose = (ctx, notification) => invite(ctx, notification, taskReminder);

/** The mail with the link's newest code, made here from what is stored and the key that is not. */
export const composeTaskCode: Compose = async (ctx, notification) => {
  const loaded = await load(ctx, notification);
  if (loaded?.asked.state !== "open") {
    return null;
  }
  const { link, asked } = loaded;
  const { jti, codeNonce, codeExpiresAt, codeExpired } = link;
  return codeNonce === null || codeExpiresAt === null || codeExpired
    ? null
    : taskCode({
        ...toMail(asked),
        code: ctx.ports.codes.make({ jti, nonce: codeNonce }),
        expiresAt: codeExpiresAt.toISOString(),
      });
};

/** Tells a participant that wrong codes have cost them their link. */
export const composeTaskCodeTriesExceeded: Compose = async (ctx, notification) => {
  const loaded = await load(ctx, notification);
  return loaded === null ? null : taskCodeTriesExceeded(toMail(loaded.asked));
};

/** Tells a participant what was answered in their name. */
export const composeTaskAnswered: Compose = async (ctx, notification) => {
  const loaded = await load(ctx, notification);
  const recorded = loaded?.asked.recorded ?? null;
  if (loaded === null || recorded === null) {
    return null;
  }
  const { answer, fields, documents, comment, answeredAt } = recorded;
  return taskAnswered({
    ...toMail(loaded.asked),
    answer: answer.label,
    facts: fieldFacts(answer.fields, fields, loaded.asked.participant.locale),
    documents,
    comment,
    answeredAt,
  });
};
