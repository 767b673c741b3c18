import { databaseTime } from "../../db/queries/clock.ts";
import { findFallbackPerformer, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { listActiveTaskLinks, type TimedTaskLink, voidTaskLinks } from "../../db/queries/task-links.ts";
import type { UnitContext } from "../in-tenant.ts";
import { readDirectory } from "../members/read-directory.ts";
import { enqueue } from "../outbox/enqueue.ts";
import { readSubject } from "../runs/read-subject.ts";
import { issueTaskLinks, mailTaskLinks } from "./issue-links.ts";
import type { Performer } from "./model.ts";
import { isSameParticipant, type Participant, participantsOf } from "./participants.ts";

/** Whoever looks after the tenant does what nobody else was named for. */
const lastResort: Performer = { role: "tenant_admin" };
/** A task is reminded when this part of its time is over. */
const reminderPart = 1 / 2;

const performerOf = async (ctx: UnitContext, task: ServiceTaskRow): Promise<Performer> =>
  ((task.performer ??
    (await findFallbackPerformer(ctx.unit.tx, ctx.tenantId, task.type))) as Performer | null) ?? lastResort;

const readParticipants = async (ctx: UnitContext, task: ServiceTaskRow): Promise<readonly Participant[]> => {
  const directory = await readDirectory(ctx.unit.tx, ctx.tenantId);
  const { requester } = await readSubject(ctx, task.requestId);
  return participantsOf(await performerOf(ctx, task), { directory, requester });
};

/** Once for a task, whoever does it by then. */
const remindLater = async (ctx: UnitContext, task: ServiceTaskRow, now: Date): Promise<void> => {
  if (task.dueAt === null) {
    return;
  }
  const wait = Math.max(0, task.dueAt.getTime() - now.getTime()) * reminderPart;
  await enqueue(ctx, {
    kind: "task.remind",
    dedupeKey: task.id,
    payload: { taskId: task.id },
    requestId: task.requestId,
    notBefore: new Date(now.getTime() + wait),
  });
};

/** The links of those who are asked no more are void, so that only those who are asked now can answer. */
const voidOthers = (
  ctx: UnitContext,
  known: readonly TimedTaskLink[],
  participants: readonly Participant[],
): Promise<void> => {
  const others = known.filter((link) => !participants.some((one) => isSameParticipant(link, one)));
  return voidTaskLinks(
    ctx.unit.tx,
    ctx.tenantId,
    others.map(({ jti }) => jti),
    "superseded",
  );
};

/**
 * Asks the persons who are to do a task by hand: a link of their own for each, and a mail. The first answer counts.
 * Idempotent: whoever has a living link is not asked again, so that a task that was handed on asks its new persons
 * alone and voids the links of those before. With nobody to ask, the task stays open for the tenant's own software.
 * Answers how many are asked.
 */
export const askPerson = async (ctx: UnitContext, task: ServiceTaskRow): Promise<number> => {
  const { tx } = ctx.unit;
  const participants = await readParticipants(ctx, task);
  const now = await databaseTime(tx);
  const known = await listActiveTaskLinks(tx, ctx.tenantId, task.id);
  const living = known.filter(({ expired }) => !expired);
  const unasked = participants.filter((one) => !living.some((link) => isSameParticipant(link, one)));
  await voidOthers(ctx, known, participants);
  const links = await issueTaskLinks(ctx, { task, participants: unasked, now });
  await mailTaskLinks(ctx, task, { links, template: "task-requested" });
  if (participants.length > 0) {
    await remindLater(ctx, task, now);
  }
  return participants.length;
};
