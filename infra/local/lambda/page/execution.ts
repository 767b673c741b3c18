import { html } from "hono/html";
import type { Markup } from "../../stand-in/page.ts";
import type { Incoming, Reply, Service } from "../http/http-types.ts";
import { FaultError, unknownExecution } from "../protocol/fault.ts";
import { executionArn } from "../protocol/arn.ts";
import type { HistoryEvent } from "../protocol/types.ts";
import { readExecution } from "../store/read.ts";
import type { Stored } from "../store/stored.ts";
import { page, statusBadge } from "./frame.ts";
import { operationItem } from "./operation.ts";
import { payload } from "./payload.ts";
import { createTimeline, type Timeline } from "./timeline.ts";
import { duration, utcTime } from "./words.ts";

const rowsShown = 200;
const eventsShown = 200;

/** One execution: what it was given and what came of it, its operations on an axis of time, and its history. */
export const executionPage = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const [id = ""] = incoming.parameters;
  const told = await readExecution(service.store, id);
  if (told === undefined) throw new FaultError(unknownExecution);
  const { stored, contents } = told;
  const events = contents.flatMap((content) => content.events);
  const now = service.store.now();
  const arn = executionArn(service.place, { ...stored.execution, executionId: id });
  return page(
    stored.execution.name,
    html`<section>${summary(stored, arn, now)}</section>
      <section>${timelineView(id, createTimeline(stored, events, now), readPage(incoming, "operations"))}</section>
      <section>${history(id, events, readPage(incoming, "events"))}</section>`,
  );
};

const readPage = ({ query }: Incoming, name: string): number => {
  const text = query.get(name) ?? "";
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
};

const summary = ({ execution, operations, input, outcome }: Stored, arn: string, now: number): Markup => {
  const { id, status, startedAt, endedAt } = execution;
  const error = outcome?.error === undefined ? undefined : JSON.stringify(outcome.error);
  return html`<h2>${execution.name} ${statusBadge(status)}</h2>
    <dl>
      <dt>Function</dt><dd>${execution.functionName}:${execution.version}</dd>
      <dt>Started (UTC)</dt><dd>${utcTime(startedAt)}</dd>
      <dt>${endedAt === undefined ? "Running for" : "Took"}</dt><dd>${duration((endedAt ?? now) - startedAt)}</dd>
      <dt>Operations</dt><dd>${operations.size}</dd>
      <dt>ARN</dt><dd><code>${arn}</code></dd>
    </dl>
    ${payload("Input", input, `/executions/${id}/text?of=input`)}
    ${payload("Result", outcome?.result, `/executions/${id}/text?of=result`)}
    ${payload("Error", error, `/executions/${id}/text?of=error`)}
    ${status === "RUNNING" && execution.durable ? stopForm(id) : ""}`;
};

const stopForm = (id: string): Markup => html`<details>
  <summary>Stop this execution</summary>
  <form class="answer" method="post" action="/executions/${id}/stop">
    <p class="small">It ends at once, and nothing that it has done is undone.</p>
    <label>Why <input name="message" maxlength="1000" value="Stopped by hand" /></label>
    <span><button class="bad">Stop it</button></span>
  </form>
</details>`;

const timelineView = (id: string, timeline: Timeline, shown: number): Markup => {
  const { rows, invocations, milliseconds } = timeline;
  const some = rows.slice(shown * rowsShown, (shown + 1) * rowsShown);
  return html`<h2>Timeline <span class="soft small">${duration(milliseconds)} from left to right</span></h2>
    <p class="legend"><span><i><span class="bar"></span></i>done</span><span><i><span class="bar failed"></span></i>failed</span>
      <span><i><span class="bar busy"></span></i>at work</span><span><i><span class="bar waiting"></span></i>waiting</span></p>
    <ol class="timeline">
      <li class="lane">
        <span class="what"><b>Invocations</b> <span class="soft small">${invocations.length}</span></span>
        <span class="track" aria-hidden="true">${invocations.map(
          ({ left, width }) =>
            html`<span class="bar invocation" style="left:${left}%;width:${width}%"></span>`,
        )}</span>
      </li>
      ${some.map((row) => operationItem(id, row))}
    </ol>
    ${rows.length === 0 ? html`<p class="empty"><strong>No operations yet</strong></p>` : ""}
    ${pages(`/executions/${id}?operations=`, shown, rows.length > (shown + 1) * rowsShown)}`;
};

const pages = (address: string, shown: number, hasMore: boolean): Markup => html`<p class="pages">
  ${shown > 0 ? html`<a href="${address}${shown - 1}">Back</a>` : ""}
  ${hasMore ? html`<a href="${address}${shown + 1}">More</a>` : ""}
</p>`;

const history = (id: string, events: readonly HistoryEvent[], shown: number): Markup => {
  const some = events.slice(shown * eventsShown, (shown + 1) * eventsShown);
  const table = html`<div class="wide"><table>
      <thead><tr><th>No.</th><th>Time (UTC)</th><th>Event</th><th>Operation</th></tr></thead>
      <tbody>${some.map(
        (event) => html`<tr>
          <td><a href="/executions/${id}/text?of=event&event=${event.EventId}">${event.EventId}</a></td>
          <td>${new Date(event.EventTimestamp * 1_000).toISOString().slice(0, 23).replace("T", " ")}</td>
          <td>${event.EventType}</td>
          <td>${[event.SubType, event.Name].filter(Boolean).join(" ")}</td>
        </tr>`,
      )}</tbody>
    </table></div>
    ${pages(`/executions/${id}?events=`, shown, events.length > (shown + 1) * eventsShown)}`;
  const title = html`<summary><b>History</b> <span class="soft small">${events.length} events</span></summary>`;
  return shown > 0
    ? html`<details open>${title}${table}</details>`
    : html`<details>${title}${table}</details>`;
};
