import { html, raw } from "hono/html";
import { baseStyle } from "./style.ts";

/** A piece of a page; whatever was put into it is escaped. */
export type Markup = ReturnType<typeof html>;

export type Page = {
  readonly title: string;
  readonly style: string;
  readonly body: Markup;
  /** The address of a script of our own, if the page has one. */
  readonly script?: string;
};

/** The pages load nothing from elsewhere and run no script but their own. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": contentSecurityPolicy,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Answers with a whole page. */
export const pageResponse = async ({ title, style, body, script }: Page): Promise<Response> => {
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${raw(baseStyle + style)}
        </style>
        ${script === undefined ? "" : html`<script src="${script}" defer></script>`}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  return new Response(document, { headers });
};

/** For people: the day and the time of day where the machine stands, which is where its user is. */
export const readableTime = (instant: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(new Date(instant));
