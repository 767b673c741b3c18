import { DomainError } from "../../services/errors.ts";
import type { HandAnswer } from "../../services/service-tasks/model.ts";
import type { ConfirmedAnswer, TaskLinkAnswer, TaskLinkIdentity } from "../../services/task-links/index.ts";
import type { RequestContext } from "../environment.ts";
import { isFromOwnPage } from "../pages/origin.ts";
import { problems } from "../problem.ts";
import { type AnswerBody, readAnswerBody } from "./answer-body.ts";
import { type Confirming, confirm } from "./confirm.ts";
import { checkConfirmation } from "./confirmation.ts";
import type { PageHandler, ParticipantDependencies } from "./dependencies.ts";
import {
  confirmationOver,
  foreignForm,
  notAForm,
  otherLinkOpen,
  recordedWithoutDetails,
  refused,
  sessionOver,
  tooLarge,
  voidLink,
} from "./messages.ts";
import { answeredPage } from "./outcome-page.ts";
import { readAnswer } from "./read-answer.ts";
import { taskSessions } from "./session.ts";
import { readOpenTask, settledPage } from "./show-task.ts";

/** What was confirmed, by whom, and with what. */
type Confirmed = {
  readonly identity: TaskLinkIdentity;
  readonly chosen: HandAnswer;
  readonly answer: ConfirmedAnswer;
  readonly body: AnswerBody;
};

/** The answer stands, whatever becomes of showing it. */
const recordedPage = async (
  c: RequestContext,
  { runtime, taskLinks }: ParticipantDependencies,
  { identity }: Confirmed,
): Promise<Response> => {
  const asked = await taskLinks.readTask(runtime, identity).catch((error: unknown) => {
    runtime.ports.log.warn("page.outcome_unread", { traceId: c.var.traceId, error: String(error) });
    return null;
  });
  return asked?.recorded
    ? answeredPage(c, { asked, recorded: asked.recorded, occasion: "first" })
    : recordedWithoutDetails(c);
};

/**
 * The confirmation once more, with what was wrong. After the last wrong code the link is dead, and its page says so. A
 * code that was voided by another answer is replaced at once.
 */
const refusedPage = async (
  c: RequestContext,
  dependencies: ParticipantDependencies,
  { identity, chosen, answer, body }: Confirmed,
  refusal: NonNullable<Confirming["refusal"]>,
): Promise<Response> => {
  const asked = await dependencies.taskLinks.readTask(dependencies.runtime, identity);
  if (asked === null) {
    return voidLink(c);
  }
  return asked.state === "open"
    ? confirm(c, dependencies, {
        open: { identity, asked },
        chosen,
        answer,
        form: body.form,
        code: "once",
        refusal,
      })
    : settledPage(c, asked, body.form);
};

const show = (
  c: RequestContext,
  dependencies: ParticipantDependencies,
  confirmed: Confirmed,
  given: TaskLinkAnswer,
): Promise<Response> => {
  switch (given.outcome) {
    case "recorded":
      return recordedPage(c, dependencies, confirmed);
    case "settled":
      return refusedPage(c, dependencies, confirmed, {});
    case "files_refused":
      return refusedPage(c, dependencies, confirmed, { files: given.faults });
    case "code_refused":
      return refusedPage(c, dependencies, confirmed, { code: given.refusal });
  }
};

const record = async (
  c: RequestContext,
  dependencies: ParticipantDependencies,
  confirmed: Confirmed,
): Promise<Response> => {
  const { runtime, taskLinks } = dependencies;
  const { identity, answer, body } = confirmed;
  try {
    const given = await taskLinks.answerByLink(runtime, identity, {
      answer,
      uploads: body.uploads,
      code: body.form.get("code") ?? "",
      traceId: c.var.traceId,
    });
    return await show(c, dependencies, confirmed, given);
  } catch (error) {
    if (error instanceof DomainError && error.code !== "service.unavailable") {
      const asked = await taskLinks.readTask(runtime, identity);
      return asked === null || asked.state === "open"
        ? refused(c, error.message, problems[error.code].status)
        : settledPage(c, asked, body.form);
    }
    throw error;
  }
};

/**
 * Records what was confirmed: the only step that does. The same form again shows the same result; an answer counts
 * once.
 */
export const answerTask =
  (dependencies: ParticipantDependencies): PageHandler =>
  async (c) => {
    const { runtime } = dependencies;
    if (!isFromOwnPage(c, runtime.settings.baseUrl)) {
      return foreignForm(c);
    }
    // Files may be large: whoever has no session sends them for nothing.
    if ((await taskSessions.read(c, runtime)) === null) {
      return sessionOver(c);
    }
    const body = await readAnswerBody(c);
    if (body === "too_large" || body === "not_a_form") {
      return body === "too_large" ? tooLarge(c) : notAForm(c);
    }
    const open = await readOpenTask(c, dependencies);
    if (open === null) {
      return sessionOver(c);
    }
    const { identity, asked } = open;
    const read = readAnswer(asked.form, body.form);
    if (!read.ok) {
      return asked.state === "open" ? confirmationOver(c) : settledPage(c, asked, body.form);
    }
    const answer = { ...read.answer, contentHash: asked.contentHash };
    const token = body.form.get("confirmation") ?? "";
    const verdict = await checkConfirmation(runtime, identity, { token, answer });
    if (verdict === "other_link") {
      return otherLinkOpen(c, asked);
    }
    if (asked.state !== "open") {
      return settledPage(c, asked, body.form);
    }
    return verdict === "no"
      ? confirmationOver(c)
      : record(c, dependencies, { identity, chosen: read.chosen, answer, body });
  };
