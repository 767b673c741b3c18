import { html } from "hono/html";
import type { AskedTask } from "../../services/task-links/index.ts";
import { type Fact, facts } from "../pages/facts.ts";
import { type Banner, type Html, line, moment } from "../pages/layout.ts";

/** The head of every page about a task. */
export const bannerOf = ({ tenantName, participant }: AskedTask): Banner => ({
  owner: tenantName,
  what: "This page is",
  reader: participant,
});

const othersText = (others: number): string =>
  others === 1
    ? "You and one other person. The first answer counts."
    : `You and ${others} others. The first answer counts.`;

/** Who asks, whom, until when. */
export const circumstances = ({ tenantName, others, dueAt, participant }: AskedTask): Html | string => {
  const rows: Fact[] = [
    { label: "Asked by", value: html`${line(tenantName)}` },
    ...(others === 0 ? [] : [{ label: "Who is asked", value: othersText(others) }]),
    ...(dueAt === null ? [] : [{ label: "Answer before", value: moment(dueAt, participant) }]),
  ];
  return facts(rows);
};

/** What is asked, in short, for the pages that are not about its details. */
export const summary = ({ form, tenantName }: AskedTask): Html =>
  html`<section class="card" aria-label="What is asked">
    <p class="title">${line(form.title)}</p>
    ${facts([{ label: "Asked by", value: html`${line(tenantName)}` }])}
  </section>`;
