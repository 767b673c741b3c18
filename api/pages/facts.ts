import { html } from "hono/html";
import { type Html, line, written } from "./layout.ts";

export type Fact = { readonly label: string; readonly value: string | Html; readonly strong?: true };

/** Labels and values; a value that somebody wrote comes as text, one of our own making as markup. */
export const facts = (rows: readonly Fact[]): Html | string =>
  rows.length === 0
    ? ""
    : html`<dl>
        ${rows.map(
          ({ label, value, strong }) =>
            html`<div${strong === true ? html` class="strong"` : ""}>
              <dt>${line(label)}</dt>
              <dd>${typeof value === "string" ? written(value) : value}</dd>
            </div>`,
        )}
      </dl>`;
