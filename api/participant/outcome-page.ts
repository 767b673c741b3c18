import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { fieldFacts } from "../../services/service-tasks/field-text.ts";
import type { AskedTask, RecordedAnswer, TaskState } from "../../services/task-links/index.ts";
import { facts } from "../pages/facts.ts";
import { type Html, line, moment, page, written } from "../pages/layout.ts";
import { bannerOf, summary } from "./task-head.ts";

type ClosedState = Exclude<TaskState, "open" | "answered">;
type Texts = { readonly title: string; readonly body: string; readonly todo: string };

const nothingToDo = "There is nothing for you to do.";

const closedTexts: Readonly<Record<ClosedState, Texts>> = {
  answered_before: {
    title: "This has been answered already",
    body: "Somebody else has answered before you, and one answer is enough.",
    todo: nothingToDo,
  },
  not_needed: {
    title: "This is not needed any more",
    body: "What it was for has ended in the meantime.",
    todo: nothingToDo,
  },
  over: {
    title: "The time for this is over",
    body: "It can no longer be answered here.",
    todo: "If it still matters, get in touch with those who asked you.",
  },
  superseded: {
    title: "This link has been replaced",
    body: "You were sent a newer link, or somebody else is asked now. This one can no longer answer.",
    todo: "Find the newest mail about this and open the link there.",
  },
  revoked: {
    title: "This link was switched off",
    body: "It can answer nothing any more. That happens when a wrong code is entered too often. Nothing was recorded.",
    todo: "If the wrong codes were not yours, tell those who asked you at once. To answer, ask them for a new link.",
  },
  link_expired: {
    title: "This link has expired",
    body: "An answer is still wanted, but a link works for a limited time only.",
    todo: "Look for a newer mail about this. If there is none, ask those who sent it for a new link.",
  },
};

const recordedCard = ({ participant }: AskedTask, recorded: RecordedAnswer): Html => {
  const { answer, fields, documents, comment, answeredAt } = recorded;
  const tone = answer.outcome === "completed" ? "approved" : "set-aside";
  return html`<div class="card ${tone}">
    <p class="title">${line(answer.label)}</p>
    <p>${moment(answeredAt, participant)}</p>
    ${facts(fieldFacts(answer.fields, fields, participant.locale))}
    ${facts(
      documents.map(({ label, fileName, sha256 }) => ({
        label,
        value: html`${line(fileName)}<span class="quiet block">SHA-256 <code>${sha256}</code></span>`,
      })),
    )}
    ${comment === null ? "" : html`<blockquote>${written(comment)}</blockquote>`}
  </div>`;
};

export type AnsweredPageInput = {
  readonly asked: AskedTask;
  readonly recorded: RecordedAnswer;
  /** "first": just now. "again": looked at later, or the same form sent again. "otherwise": another answer came after. */
  readonly occasion: "first" | "again" | "otherwise";
};

const notes: Readonly<Record<AnsweredPageInput["occasion"], string>> = {
  first: "You get a mail that says the same. You can close this page.",
  again: "There is nothing more for you to do.",
  otherwise: "An answer counts once. What you sent now was not recorded; this answer stands:",
};

/** What was recorded. The page of an answer just given, and of a used link. */
export const answeredPage = (
  c: Context,
  { asked, recorded, occasion }: AnsweredPageInput,
): Promise<Response> => {
  const title = occasion === "otherwise" ? "You had already answered" : "Your answer is recorded";
  return page(c, {
    banner: bannerOf(asked),
    title: `${title}: ${asked.form.title}`,
    status: occasion === "otherwise" ? 409 : 200,
    content: html`<h1>${title}</h1>
      <p class="note">${notes[occasion]}</p>
      ${recordedCard(asked, recorded)} ${summary(asked)}
      <p class="quiet">
        Was this not you? Tell ${line(asked.tenantName)} at once: somebody else has used your link.
      </p>`,
  });
};

/** A link that can answer nothing any more says why, and what to do. It says nothing of others' answers. */
export const closedPage = (
  c: Context,
  { asked, state, status = 200 }: { asked: AskedTask; state: ClosedState; status?: ContentfulStatusCode },
): Promise<Response> => {
  const { title, body, todo } = closedTexts[state];
  return page(c, {
    banner: bannerOf(asked),
    status,
    title: `${title}: ${asked.form.title}`,
    content: html`<h1>${title}</h1>
      <p>${body}</p>
      <p class="note">${todo === nothingToDo ? "" : html`<strong>What to do:</strong> `}${todo}</p>
      ${summary(asked)}`,
  });
};
