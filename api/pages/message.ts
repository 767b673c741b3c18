import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { page } from "./layout.ts";

export type Message = {
  readonly title: string;
  readonly body: string;
  readonly todo: string;
  readonly status: ContentfulStatusCode;
  /** A way on, where there is one. */
  readonly wayOn?: { readonly label: string; readonly href: string };
};

/** A page that says what happened, and what to do. */
export const messagePage = (c: Context, { title, body, todo, status, wayOn }: Message): Promise<Response> =>
  page(c, {
    title,
    status,
    content: html`<h1>${title}</h1>
      <p>${body}</p>
      <p class="note"><strong>What to do:</strong> ${todo}</p>
      ${
        wayOn === undefined
          ? ""
          : html`<p class="actions"><a class="button" href="${wayOn.href}">${wayOn.label}</a></p>`
      }`,
  });
