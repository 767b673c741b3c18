import { Hono } from "hono";
import { html } from "hono/html";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { type Markup, pageResponse, readableTime } from "../../stand-in/page.ts";
import { type LedgerEntry, listNewest } from "../ledger/store.ts";
import type { CountedRule, Rule } from "../switches/model.ts";
import { readRules } from "../switches/store.ts";
import { pageStyle } from "./style.ts";

const entriesShown = 200;

/** The page for people: what happened, and what is set to go wrong. */
export const pageRoutes = (sql: Sql): Hono => {
  const routes = new Hono();
  routes.get("/", async () => {
    const [entries, rules] = await Promise.all([listNewest(sql, entriesShown), withDeadline(readRules(sql))]);
    return pageResponse({ title: "Sandbox systems", style: pageStyle, body: view(entries, rules) });
  });
  return routes;
};

const view = (entries: readonly LedgerEntry[], rules: readonly CountedRule[]): Markup => html`
  <header class="top"><h1>Sandbox systems</h1><span class="soft">what tenants' own systems do</span></header>
  <main>
    <section><h2>Switches</h2>${switchList(rules)}</section>
    <section><h2>Ledger</h2>${ledgerTable(entries)}</section>
  </main>`;

const switchList = (rules: readonly CountedRule[]): Markup =>
  rules.length === 0
    ? html`<p class="soft">Everything works. <code>PUT /switches</code> makes tasks fail, hang or be declined.</p>`
    : html`<ol>${rules.map(
        ({ rule, used }) => html`<li>
          <span class="badge warn">${rule.behavior}</span> ${rule.type} ${conditions(rule)}
          <span class="soft small">used ${used}${rule.times === undefined ? "" : ` of ${rule.times}`}</span>
        </li>`,
      )}</ol>`;

const conditions = ({ requestId, reference, orderNumber, afterEffect, probability }: Rule): string =>
  [
    ...(orderNumber === undefined ? [] : [`of order ${orderNumber}`]),
    ...(reference === undefined ? [] : [`about ${reference}`]),
    ...(requestId === undefined ? [] : [`of request ${requestId}`]),
    ...(afterEffect === true ? ["after the work is done"] : []),
    ...(probability === undefined ? [] : [`with probability ${probability}`]),
  ].join(", ");

const ledgerTable = (entries: readonly LedgerEntry[]): Markup =>
  entries.length === 0
    ? html`<p class="empty"><strong>Nothing happened yet</strong>Approve an order, and what follows appears here.</p>`
    : html`<div class="wide"><table>
        <thead><tr><th>Time</th><th>What</th><th>Order</th><th class="sum">Amount</th><th>Request</th><th>Tenant</th></tr></thead>
        <tbody>${entries.map(ledgerRow)}</tbody>
      </table></div>`;

const ledgerRow = ({ at, type, reference, amount, requestId, tenantId }: LedgerEntry): Markup => html`<tr>
  <td><time datetime="${at}">${readableTime(at)}</time></td>
  <td><span class="badge">${type}</span></td>
  <td>${reference}</td>
  <td class="sum">${amount === undefined ? "" : `${amount.amount} ${amount.currency}`}</td>
  <td class="soft small">${requestId}</td>
  <td class="soft small">${tenantId}</td>
</tr>`;
