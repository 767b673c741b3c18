import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { formatMoment, formatTimeOfDay, formatUtc } from "../../services/presentation/format-time.ts";
import { maskEmail } from "../../services/presentation/mask-email.ts";
import { shorten, visibleLine, visibleText } from "../../services/presentation/visible-text.ts";
import { stylePath } from "./style.ts";

export type Html = ReturnType<typeof html>;

/** Who reads a page: times are theirs, and their address is shown in part, so that they know the page is for them. */
export type Reader = { readonly email: string; readonly timeZone: string; readonly locale: string };

const shownAtOnceMaxCharacters = 500;

/** Text that somebody wrote: escaped by the template, isolated, invisible characters written out, long ones folded. */
export const written = (text: string): Html => {
  const visible = visibleText(text);
  return visible.length <= shownAtOnceMaxCharacters
    ? html`<bdi class="text">${visible}</bdi>`
    : html`<bdi class="text">${shorten(visible, shownAtOnceMaxCharacters)}</bdi>
        <details>
          <summary>Show all ${visible.length} characters</summary>
          <bdi class="text">${visible}</bdi>
        </details>`;
};

/** The same on one line, where nothing may fold: a heading, a name inside a sentence. */
export const line = (text: string): Html => html`<bdi>${visibleLine(text)}</bdi>`;

/** A moment as its reader knows it, and as everybody does. */
export const moment = (at: string, { timeZone, locale }: Omit<Reader, "email">): Html =>
  html`<time datetime="${at}"
    ><span lang="${locale}" dir="auto">${formatMoment(at, { timeZone, locale })}</span>
    <span class="utc">(${formatUtc(at)})</span></time
  >`;

/** A moment within the hour, by the reader's clock. */
export const soon = (at: string, { timeZone, locale }: Omit<Reader, "email">): Html =>
  html`<time datetime="${at}" lang="${locale}"><bdi>${formatTimeOfDay(at, { timeZone, locale })}</bdi></time>`;

/** The head of a page that is about something: whose it is, and for whom. */
export type Banner = { readonly owner: string; readonly what: string; readonly reader: Reader };

export type PageInput = {
  /** For the browser's tab and for whoever hears the page; plain text. */
  readonly title: string;
  readonly content: Html | Promise<Html>;
  readonly status?: ContentfulStatusCode;
  readonly banner?: Banner;
};

const head = ({ owner, what, reader }: Banner): Html =>
  html`<header>
    <p class="tenant">${line(owner)}</p>
    <p>${what} for <bdi>${visibleLine(maskEmail(reader.email))}</bdi></p>
  </header>`;

/** The frame of every page: no script, and nothing from elsewhere. */
export const page = async (
  c: Context,
  { title, content, status = 200, banner }: PageInput,
): Promise<Response> =>
  c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex, nofollow" />
          <title>${visibleLine(title)}</title>
          <link rel="stylesheet" href="${stylePath}" />
        </head>
        <body>
          ${banner === undefined ? "" : head(banner)}
          <main>${content}</main>
        </body>
      </html>`,
    status,
  );
