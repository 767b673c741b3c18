import type { Context } from "hono";
import { answerHash, type AskedTask, type TaskLinkIdentity } from "../../services/task-links/index.ts";
import type { PageHandler, ParticipantDependencies } from "./dependencies.ts";
import { sessionOver } from "./messages.ts";
import { answeredPage, closedPage } from "./outcome-page.ts";
import { signPageToken } from "./page-token.ts";
import { readAnswer } from "./read-answer.ts";
import { taskSessions } from "./session.ts";
import { type TaskPageInput, taskPage } from "./task-page.ts";

/** A session with what it leads to, as it is now. */
export type OpenTask = { readonly identity: TaskLinkIdentity; readonly asked: AskedTask };

/** Null when there is no session, or nothing left behind it. */
export const readOpenTask = async (
  c: Context,
  { runtime, taskLinks }: ParticipantDependencies,
): Promise<OpenTask | null> => {
  const identity = await taskSessions.read(c, runtime);
  const asked = identity === null ? null : await taskLinks.readTask(runtime, identity);
  return identity === null || asked === null ? null : { identity, asked };
};

/** The page of a task that can be answered. */
export const openPage = async (
  c: Context,
  { runtime }: ParticipantDependencies,
  { identity, asked }: OpenTask,
  sent?: TaskPageInput["sent"],
): Promise<Response> => {
  const pageToken = await signPageToken(runtime, identity, asked);
  return taskPage(c, { asked, pageToken, ...(sent === undefined ? {} : { sent }) });
};

type Recorded = NonNullable<AskedTask["recorded"]>;

/** Whether a form wants what was recorded, files apart: those that were sent are recorded with their hashes. */
const isSame = (asked: AskedTask, { answer, fields, comment }: Recorded, form: URLSearchParams): boolean => {
  const read = readAnswer(asked.form, form);
  if (!read.ok) {
    return read.chosen === null || read.chosen.name === answer.name;
  }
  const { contentHash } = asked;
  const recorded = { answerName: answer.name, fields, comment, contentHash };
  return answerHash({ ...read.answer, contentHash }).equals(answerHash(recorded));
};

/**
 * Whatever is not open: the recorded answer, or why there is none. A form that wanted something else (`form`) is told so
 * with a conflict.
 */
export const settledPage = (c: Context, asked: AskedTask, form?: URLSearchParams): Promise<Response> => {
  const { state, recorded } = asked;
  if (recorded !== null) {
    const isOtherwise = form !== undefined && !isSame(asked, recorded, form);
    return answeredPage(c, { asked, recorded, occasion: isOtherwise ? "otherwise" : "again" });
  }
  // "answered" without an answer that the form knows reads as one that others gave.
  const closed = state === "open" || state === "answered" ? "answered_before" : state;
  return closedPage(c, { asked, state: closed, status: form === undefined ? 200 : 409 });
};

/** Shows the task of the open session in whatever state it is. */
export const showTask =
  (dependencies: ParticipantDependencies): PageHandler =>
  async (c) => {
    const open = await readOpenTask(c, dependencies);
    if (open === null) {
      return sessionOver(c);
    }
    return open.asked.state === "open" ? openPage(c, dependencies, open) : settledPage(c, open.asked);
  };
