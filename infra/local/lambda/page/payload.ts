import { html } from "hono/html";
import type { Markup } from "../../stand-in/page.ts";

/** More is shown on a page of its own, as plain text. */
const shownCharactersMax = 2_000;

/** A payload on demand: indented where it is JSON, the beginning where it is long. */
export const payload = (title: string, text: string | undefined, whole: string): Markup => {
  if (text === undefined) return html``;
  const readable = indent(text);
  const isLong = readable.length > shownCharactersMax;
  return html`<details>
    <summary>${title} <span class="soft small">${text.length.toLocaleString("en")} characters</span></summary>
    <pre>${readable.slice(0, shownCharactersMax)}${isLong ? "…" : ""}</pre>
    ${isLong ? html`<a href="${whole}">The whole text</a>` : ""}
  </details>`;
};

const indent = (text: string): string => {
  if (text.length > 4 * shownCharactersMax) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};
