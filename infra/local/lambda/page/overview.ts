import { html } from "hono/html";
import type { Markup } from "../../stand-in/page.ts";
import { type Incoming, type Reply, type Service, statuses } from "../http/http-types.ts";
import { executionIdPattern } from "../protocol/arn.ts";
import type { ExecutionStatus } from "../protocol/types.ts";
import { type ListedExecution, listExecutions } from "../store/list-executions.ts";
import type { Version } from "../worker/versions.ts";
import { page, statusBadge } from "./frame.ts";
import { duration, utcTime } from "./words.ts";

const executionsShown = 50;

type Filter = {
  readonly functionName: string | undefined;
  readonly status: ExecutionStatus | undefined;
  readonly name: string | undefined;
  readonly after: string | undefined;
  /** As typed, in UTC. */
  readonly from: string;
  readonly until: string;
};

/** The functions, and the executions that a filter asks for, newest first. */
export const overviewPage = async ({ store, versions }: Service, { query }: Incoming): Promise<Reply> => {
  const filter = readFilter(query);
  const read = await listExecutions(store.sql, {
    ...filter,
    startedAfter: toMoment(filter.from),
    startedBefore: toMoment(filter.until),
    oldestFirst: false,
    items: executionsShown,
  });
  const shown = read.slice(0, executionsShown);
  const last = read.length > executionsShown ? shown.at(-1) : undefined;
  return page(
    "Durable Lambda",
    html`<section>${functionTable(versions.latest())}</section>
      <section>
        <h2>Executions</h2>
        ${filterForm(filter, versions.functionNames())} ${executionTable(shown, store.now())}
        <p class="pages">
          ${filter.after === undefined ? "" : html`<a href="/?${parameters({ ...filter, after: undefined })}">Newest</a>`}
          ${last === undefined ? "" : html`<a href="/?${parameters({ ...filter, after: last.id })}">Older</a>`}
        </p>
      </section>`,
  );
};

const readFilter = (query: URLSearchParams): Filter => {
  const text = (name: string): string | undefined => query.get(name)?.trim() || undefined;
  const after = text("after");
  return {
    functionName: text("function"),
    status: statuses.find((status) => status === query.get("status")),
    name: text("name"),
    after: after !== undefined && executionIdPattern.test(after) ? after : undefined,
    from: text("from") ?? "",
    until: text("until") ?? "",
  };
};

const yearNineThousand = Date.UTC(9_000, 0);

const toMoment = (text: string): number | undefined => {
  const moment = Date.parse(`${text}Z`);
  return moment >= 0 && moment < yearNineThousand ? moment : undefined;
};

const parameters = (filter: Filter): string => {
  const { functionName, status, name, after, from, until } = filter;
  const given = Object.entries({ function: functionName, status, name, after, from, until });
  const kept = given.flatMap(([key, value]): [string, string][] => (value ? [[key, value]] : []));
  return new URLSearchParams(kept).toString();
};

const functionTable = ({ number, functions }: Version): Markup => html`
  <h2>Functions</h2>
  <div class="wide"><table>
    <thead><tr><th>Name</th><th>Kind</th><th>Latest version</th><th>Invocation time-out</th></tr></thead>
    <tbody>${[...functions.values()].map(
      ({ name, durable, invocationTimeoutSeconds }) => html`<tr>
        <td><a href="/?function=${encodeURIComponent(name)}">${name}</a></td>
        <td>${durable ? "durable" : "plain"}</td>
        <td>${number}</td>
        <td>${duration(invocationTimeoutSeconds * 1_000)}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;

const filterForm = (filter: Filter, names: readonly string[]): Markup => html`
  <form class="filters" action="/" method="get">
    <label>Function <select name="function">${option("", "any", filter.functionName ?? "")}${names.map(
      (name) => option(name, name, filter.functionName ?? ""),
    )}</select></label>
    <label>Status <select name="status">${option("", "any", filter.status ?? "")}${statuses.map((status) =>
      option(status, status, filter.status ?? ""),
    )}</select></label>
    <label>Name <input name="name" value="${filter.name ?? ""}" maxlength="64" /></label>
    <label>Started after (UTC) <input type="datetime-local" name="from" value="${filter.from}" /></label>
    <label>and before <input type="datetime-local" name="until" value="${filter.until}" /></label>
    <button class="main">Show</button>
  </form>`;

const option = (value: string, text: string, chosen: string): Markup =>
  value === chosen
    ? html`<option value="${value}" selected>${text}</option>`
    : html`<option value="${value}">${text}</option>`;

const executionTable = (executions: readonly ListedExecution[], now: number): Markup =>
  executions.length === 0
    ? html`<p class="empty"><strong>No executions</strong>Invoke a durable function, and it appears here.</p>`
    : html`<div class="wide"><table>
        <thead><tr><th>Status</th><th>Name</th><th>Function</th><th>Started (UTC)</th><th>Took</th></tr></thead>
        <tbody>${executions.map((execution) => executionRow(execution, now))}</tbody>
      </table></div>`;

const executionRow = (execution: ListedExecution, now: number): Markup => html`<tr>
  <td>${statusBadge(execution.status)}</td>
  <td><a href="/executions/${execution.id}">${execution.name}</a></td>
  <td>${execution.functionName}:${execution.version}</td>
  <td>${utcTime(execution.startedAt)}</td>
  <td>${duration((execution.endedAt ?? now) - execution.startedAt)}</td>
</tr>`;
