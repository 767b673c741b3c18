import { html } from "hono/html";
import type { Message } from "../messages/model.ts";
import { type Markup, readableTime } from "../../stand-in/page.ts";
import { inboxAddress, mailAddress } from "./addresses.ts";
import type { InboxView } from "./view.ts";

const snippetCharacters = 140;

const snippet = ({ text }: Message): string =>
  (text ?? "").replaceAll(/\s+/g, " ").trim().slice(0, snippetCharacters);

const item = (view: InboxView, message: Message): Markup => html`
  <li>
    <a href="${mailAddress(view, message.id)}" ${message.id === view.open?.message.id ? html`aria-current="true"` : ""}>
      <div class="head">
        <span class="clip small">${message.to}</span>
        <time class="small soft" datetime="${message.receivedAt}">${readableTime(message.receivedAt)}</time>
      </div>
      <div class="subject clip">${message.subject || "(no subject)"}</div>
      <div class="soft small clip">${snippet(message)}</div>
    </a>
  </li>`;

const nothing = ({ to }: InboxView): Markup => html`
  <div class="empty">
    <strong>No mail ${to === null ? "yet" : `for ${to}`}</strong>
    ${to === null ? "What the system sends appears here by itself." : html`<a href="/">Show all mail</a>`}
  </div>`;

const olderLink = (view: InboxView): Markup | "" => {
  const last = view.messages.at(-1);
  return view.hasMore && last !== undefined
    ? html`<a class="more" href="${inboxAddress(view, last.id)}">Older mail</a>`
    : "";
};

/** The list, newest first. The script compares `data-newest` with what `GET /messages` says. */
export const messageList = (view: InboxView): Markup => html`
  <nav class="list" aria-label="Mails" data-newest="${view.messages[0]?.id ?? ""}" data-to="${view.to ?? ""}">
    ${view.messages.length === 0 ? nothing(view) : html`<ol>${view.messages.map((message) => item(view, message))}</ol>`}
    ${olderLink(view)}
  </nav>`;
