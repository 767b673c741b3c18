import { html } from "hono/html";
import { type Markup, readableTime } from "../../stand-in/page.ts";
import { modes, type Switches } from "../switches/model.ts";
import type { InboxView } from "./view.ts";

const descriptions = {
  accept: "accepts mail",
  refuse: "refuses mail",
  throttle: "throttles senders",
  delay: "answers late",
} as const;

const modeButton = (mode: Switches["mode"], current: Switches["mode"]): Markup => html`
  <button name="mode" value="${mode}" aria-pressed="${mode === current ? "true" : "false"}">
    ${mode.charAt(0).toUpperCase() + mode.slice(1)}
  </button>`;

const switchMenu = ({ mode, until }: Switches): Markup => html`
  <details class="menu">
    <summary><span class="dot ${mode === "accept" ? "" : "bad"}"></span>${descriptions[mode]}</summary>
    <div>
      <p class="small soft">
        How the mailbox answers <code>SendEmail</code>.
        ${until === null ? "Refuse, throttle and delay hold for one minute." : `Accepts again ${readableTime(until)}.`}
      </p>
      <form class="modes" method="post" action="/switches">${modes.map((each) => modeButton(each, mode))}</form>
    </div>
  </details>`;

export const topBar = ({ to, recipients, switches }: InboxView): Markup => html`
  <div class="top">
    <h1><a href="/">Mailbox</a></h1>
    <form class="filter" method="get" action="/" role="search">
      <input type="search" name="to" value="${to ?? ""}" list="recipients" placeholder="Filter by recipient"
        aria-label="Filter by recipient" autocomplete="off" autocapitalize="none" spellcheck="false" />
      <datalist id="recipients">${recipients.map((address) => html`<option value="${address}"></option>`)}</datalist>
      <button>Filter</button>
    </form>
    ${switchMenu(switches)}
  </div>`;
