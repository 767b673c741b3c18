import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** What is wrong with one field; `field` is the id of what the summary's link leads to. */
export type Fault = { readonly field: string; readonly text: string };

/** The first thing that is read and focused after a refused form: what is wrong, each a link to its field. */
export const faultSummary = (faults: readonly Fault[]): Html | string =>
  faults.length === 0
    ? ""
    : html`<div class="faults" role="alert" tabindex="-1" autofocus aria-labelledby="faults">
        <h2 id="faults">There is a problem</h2>
        <ul>
          ${faults.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`)}
        </ul>
      </div>`;

/** The same beside its field. */
export const fault = (id: string, text: string | undefined): Html | string =>
  text === undefined ? "" : html`<p class="fault" id="${id}"><strong>Error:</strong> ${text}</p>`;
