import type { Context } from "hono";
import { html } from "hono/html";
import type { HandAnswer } from "../../services/service-tasks/model.ts";
import type { AskedTask } from "../../services/task-links/index.ts";
import { visibleText } from "../../services/presentation/visible-text.ts";
import { facts } from "../pages/facts.ts";
import { type Fault, faultSummary } from "../pages/faults.ts";
import { type Html, line, page } from "../pages/layout.ts";
import { answerSection, listAnswerFaults } from "./answer-section.ts";
import type { AnswerFaults } from "./read-answer.ts";
import { bannerOf, circumstances } from "./task-head.ts";

export type TaskPageInput = {
  readonly asked: AskedTask;
  /** Bound to the link and to what is asked. */
  readonly pageToken: string;
  /** What was sent before, to be shown again in the form of its answer. */
  readonly sent?: {
    readonly form: URLSearchParams;
    readonly chosen: HandAnswer | null;
    readonly faults: AnswerFaults;
  };
};

const nothing = new URLSearchParams();
const noFaults: AnswerFaults = { fields: {} };
/** Beyond so many facts the answers are out of sight. */
const factsAtHand = 6;

const listFaults = ({ sent }: TaskPageInput): Fault[] => {
  if (sent === undefined) {
    return [];
  }
  return sent.chosen === null
    ? [{ field: "answers", text: "Choose one of the answers." }]
    : listAnswerFaults(sent.chosen, sent.faults);
};

const nextStep = ({ form }: AskedTask): Html =>
  html`<p class="quiet">
    The next page asks you to confirm${form.assurance === "code" ? ", with a code that is mailed to you" : ""}.
    Nothing is recorded before that.
  </p>`;

const answers = ({ asked, pageToken, sent }: TaskPageInput): Html => {
  const all = asked.form.answers;
  return html`${all.map((answer) => {
    const isSent = sent?.chosen?.name === answer.name;
    return answerSection({
      answer,
      pageToken,
      draft: isSent ? sent.form : nothing,
      faults: isSent ? sent.faults : noFaults,
      isAlone: all.length === 1,
    });
  })}`;
};

/** What is asked, and a form for each answer; none of them records anything yet. */
export const taskPage = (c: Context, input: TaskPageInput): Promise<Response> => {
  const { asked } = input;
  const { title, instructions, facts: given } = asked.form;
  const found = listFaults(input);
  return page(c, {
    banner: bannerOf(asked),
    title: `${found.length > 0 ? "Error: " : ""}${title}`,
    status: found.length > 0 ? 422 : 200,
    content: html`${faultSummary(found)}
      <h1>${line(title)}</h1>
      <p><bdi class="text">${visibleText(instructions)}</bdi></p>
      ${circumstances(asked)}
      ${given.length > factsAtHand ? html`<p><a href="#answers">Go to your answer</a></p>` : ""}
      ${given.length === 0 ? "" : html`<h2>What it is about</h2>`} ${facts(given)}
      <h2 id="answers">Your answer</h2>
      ${nextStep(asked)} ${answers(input)}`,
  });
};
