import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { visibleText } from "../../services/presentation/visible-text.ts";

export type Html = ReturnType<typeof html>;

const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const shownAtOnceMaxCharacters = 500;

/** Text that somebody wrote: escaped by the template, invisible characters written out, long ones folded. */
export const written = (text: string): Html => {
  const visible = visibleText(text);
  return visible.length <= shownAtOnceMaxCharacters
    ? html`${visible}`
    : html`${visible.slice(0, shownAtOnceMaxCharacters)}…
        <details>
          <summary>Show all</summary>
          ${visible}
        </details>`;
};

export type PageInput = {
  readonly title: string;
  readonly content: Html | Promise<Html>;
  readonly status?: ContentfulStatusCode;
};

/** Every page of the approver: no script, nothing from elsewhere, not kept, not indexed, not framed. */
export const page = (c: Context, { title, content, status = 200 }: PageInput): Response | Promise<Response> =>
  c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${visibleText(title)}</title>
          <link rel="stylesheet" href="/review/style.css" />
        </head>
        <body>
          <main>${content}</main>
        </body>
      </html>`,
    status,
    {
      "Content-Security-Policy": contentSecurityPolicy,
      "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
      "X-Robots-Tag": "noindex",
      "X-Frame-Options": "DENY",
    },
  );

/** A page that says one thing and what to do. */
export const messagePage = (
  c: Context,
  {
    title,
    body,
    status,
  }: { readonly title: string; readonly body: string; readonly status: ContentfulStatusCode },
): Response | Promise<Response> =>
  page(c, {
    title,
    status,
    content: html`<h1>${title}</h1>
      <p>${body}</p>`,
  });
