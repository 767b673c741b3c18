import { html } from "hono/html";
import type { Message } from "../messages/model.ts";
import { type Markup, readableTime } from "../../stand-in/page.ts";
import { inboxAddress, mailAddress } from "./addresses.ts";
import { frameSandbox } from "./html-part.ts";
import type { InboxView } from "./view.ts";

/** A link, without the punctuation that ends the sentence it stands in. */
const link = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** The text part with its links alive: of what is split by a group, every second piece is a match. */
const linked = (text: string): (string | Markup)[] =>
  text
    .split(link)
    .map((piece, index) =>
      index % 2 === 0
        ? piece
        : html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`,
    );

const tab = (address: string, label: string, isCurrent: boolean): Markup =>
  html`<a href="${address}" ${isCurrent ? html`aria-current="true"` : ""}>${label}</a>`;

const tabs = (view: InboxView, { id, html: htmlPart, text }: Message): Markup | "" =>
  htmlPart === null || text === null
    ? ""
    : html`<div>
        <span class="tabs">
          ${tab(mailAddress(view, id), "HTML", view.open?.part === "html")}${tab(mailAddress(view, id, "text"), "Text", view.open?.part === "text")}
        </span>
      </div>`;

const part = ({ id, html: htmlPart, text, subject }: Message, wanted: "html" | "text"): Markup =>
  htmlPart !== null && (wanted === "html" || text === null)
    ? html`<iframe class="sheet" title="${subject}" sandbox="${frameSandbox}" src="/mail/${encodeURIComponent(id)}/html"></iframe>`
    : html`<pre class="sheet">${linked(text ?? "")}</pre>`;

const nothingOpen = html`<div class="mail"><div class="empty"><strong>No mail open</strong>Choose one from the list.</div></div>`;

/** The mail that is open: its head, and its HTML part in a frame of its own or its text part. */
export const messageView = (view: InboxView): Markup => {
  if (view.open === null) return nothingOpen;
  const { message, part: wanted } = view.open;
  return html`
    <article class="mail">
      <header>
        <a class="back" href="${inboxAddress(view)}">← All mail</a>
        <h2>${message.subject || "(no subject)"}</h2>
        <dl>
          <dt>From</dt><dd>${message.from}</dd>
          <dt>To</dt><dd><a href="${inboxAddress({ to: message.to })}">${message.to}</a></dd>
          <dt>At</dt><dd>${readableTime(message.receivedAt)}</dd>
        </dl>
        ${tabs(view, message)}
      </header>
      ${part(message, wanted)}
    </article>`;
};
