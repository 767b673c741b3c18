import { findFallbackPerformer, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { insertTaskLinks } from "../../db/queries/task-links.ts";
import { databaseTime } from "../../db/queries/clock.ts";
import type { UnitContext } from "../in-tenant.ts";
import { linkIdBytes } from "../links/expiry.ts";
import { readDirectory } from "../members/read-directory.ts";
import { queueMails } from "../notifications/queue.ts";
import type { Directory } from "../policies/model.ts";
import { readSubject } from "../runs/read-subject.ts";
import type { Performer } from "./model.ts";
import { participantsOf } from "./participants.ts";

/** Two weeks: a task's link is as good as its task for whoever answers in time, and old mail is where leaks come from. */
const linkLifeMilliseconds = 14 * 86_400_000;
/** Whoever looks after the tenant does what nobody else was named for. */
const lastResort: Performer = { role: "tenant_admin" };

const performerOf = async (ctx: UnitContext, task: ServiceTaskRow): Promise<Performer> =>
  ((task.performer ??
    (await findFallbackPerformer(ctx.unit.tx, ctx.tenantId, task.type))) as Performer | null) ?? lastResort;

/**
 * Asks the persons who are to do a task by hand: a link of their own for each, and a mail. The first answer counts.
 * With nobody to ask, the task stays open for the tenant's own software. Answers how many were asked.
 */
export const askPerson = async (ctx: UnitContext, task: ServiceTaskRow): Promise<number> => {
  const { tx } = ctx.unit;
  const directory: Directory = await readDirectory(tx, ctx.tenantId);
  const { requester } = await readSubject(ctx, task.requestId);
  const participants = participantsOf(await performerOf(ctx, task), { directory, requester });
  const now = await databaseTime(tx);
  const links = participants.map((participant) => ({
    ...participant,
    tenantId: ctx.tenantId,
    jti: ctx.ports.ids.random(linkIdBytes).toString("base64url"),
    taskId: task.id,
    requestId: task.requestId,
    issuedAt: now,
    expiresAt: new Date(now.getTime() + linkLifeMilliseconds),
  }));
  await insertTaskLinks(tx, links);
  await queueMails(
    ctx,
    links.map(({ email, jti }) => ({
      template: "task-requested",
      recipient: email,
      requestId: task.requestId,
      taskId: task.id,
      linkJti: jti,
    })),
  );
  return links.length;
};
