import { html } from "hono/html";
import { type Markup, pageResponse } from "../../stand-in/page.ts";
import type { Fault } from "../protocol/fault.ts";
import type { ExecutionStatus } from "../protocol/types.ts";
import type { Reply } from "../http/http-types.ts";
import { pageStyle } from "./style.ts";

/** A page as the service answers it. */
export const page = async (title: string, body: Markup, status = 200): Promise<Reply> => {
  const response = await pageResponse({
    title,
    style: pageStyle,
    body: html`<header class="top"><h1><a href="/">Durable Lambda</a></h1><span class="soft">on this machine</span></header>
      <main>${body}</main>`,
  });
  return { status, headers: Object.fromEntries(response.headers), body: await response.text() };
};

/** What went wrong, and the way on. */
export const problemPage = ({ status, message }: Fault, back: string): Promise<Reply> =>
  page(
    "That did not work",
    html`<section>
      <h2>That did not work</h2>
      <p>${message}</p>
      <p><a href="${back}">Go back</a></p>
    </section>`,
    status,
  );

const looks: Readonly<Record<ExecutionStatus, string>> = {
  RUNNING: "warn",
  SUCCEEDED: "",
  FAILED: "bad",
  TIMED_OUT: "bad",
  STOPPED: "bad",
};

export const statusBadge = (status: ExecutionStatus): Markup =>
  html`<span class="badge ${looks[status]}">${status}</span>`;
