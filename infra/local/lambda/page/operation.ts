import { html } from "hono/html";
import type { Markup } from "../../stand-in/page.ts";
import type { OperationRecord } from "../machine/state.ts";
import { payload } from "./payload.ts";
import type { Row } from "./timeline.ts";
import { duration, utcTime } from "./words.ts";

/** One operation: its bar, and what there is to know about it when it is opened, as one that awaits an answer is. */
export const operationItem = (executionId: string, row: Row): Markup => {
  const { operation, depth, left, width, look, retries, milliseconds } = row;
  const kind = operation.subType ?? operation.type;
  return html`<li id="${operation.id}"><details ${isOpenCallback(operation) ? "open" : ""}>
    <summary>
      <span class="what" style="--depth:${Math.min(depth, 8)}"><b>${operation.name ?? kind}</b>
        <span class="soft small">${operation.name === undefined ? "" : `${kind}, `}${operation.status}, ${duration(milliseconds)}${attempts(operation)}</span></span>
      <span class="track" aria-hidden="true"><span class="bar ${look}" style="left:${left}%;width:${width}%"></span>${retries.map(
        (moment) => html`<span class="retry" style="left:${moment}%"></span>`,
      )}</span>
    </summary>
    <div class="more">${more(executionId, operation)}</div>
  </details></li>`;
};

const attempts = ({ attempt = 0 }: OperationRecord): string => (attempt > 1 ? `, ${attempt} attempts` : "");

const more = (executionId: string, operation: OperationRecord): Markup => {
  const { id, result, error, startedAt, endedAt, nextAttemptAt, scheduledEndAt, child } = operation;
  const whole = `/executions/${executionId}/text?operation=${id}&of=`;
  return html`<dl>
      <dt>Id</dt><dd><code>${id}</code></dd>
      <dt>Started (UTC)</dt><dd>${utcTime(startedAt)}</dd>
      ${moment("Ended (UTC)", endedAt)}${moment("Waits until (UTC)", endedAt === undefined ? scheduledEndAt : undefined)}
      ${moment("Tries again at (UTC)", nextAttemptAt)}
      ${operation.callbackId === undefined ? "" : html`<dt>Callback id</dt><dd><code>${operation.callbackId}</code></dd>`}
      ${child === undefined ? "" : html`<dt>Invokes</dt><dd><a href="/executions/${child.executionId}">${child.functionName}:${child.version}</a></dd>`}
    </dl>
    ${payload("Result", result, `${whole}result`)}
    ${payload("Error", error === undefined ? undefined : JSON.stringify(error), `${whole}error`)}
    ${isOpenCallback(operation) ? callbackForm(executionId, id) : ""}`;
};

const isOpenCallback = ({ type, status }: OperationRecord): boolean =>
  type === "CALLBACK" && status === "STARTED";

const moment = (title: string, milliseconds: number | undefined): Markup | string =>
  milliseconds === undefined ? "" : html`<dt>${title}</dt><dd>${utcTime(milliseconds)}</dd>`;

const callbackForm = (executionId: string, operationId: string): Markup => html`
  <form class="answer" method="post" action="/executions/${executionId}/callbacks/${operationId}">
    <label>Result, or why it failed <input name="text" autocomplete="off" /></label>
    <span class="row">
      <button class="main" name="answer" value="success">Complete</button>
      <button class="bad" name="answer" value="failure">Fail</button>
      <button name="answer" value="heartbeat">Send a heartbeat</button>
    </span>
  </form>`;
