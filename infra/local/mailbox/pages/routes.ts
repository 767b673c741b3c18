import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import { addressCharactersMax, pageSizeDefault } from "../limits.ts";
import { findMessage } from "../messages/routes.ts";
import type { MessageStore } from "../messages/store.ts";
import { pageResponse } from "../../stand-in/page.ts";
import { keepableText, Problem, readQuery } from "../../stand-in/problem.ts";
import type { SwitchStore } from "../switches/store.ts";
import { htmlPartResponse } from "./html-part.ts";
import { messageList } from "./message-list.ts";
import { messageView } from "./message-view.ts";
import { inboxScript } from "./script.ts";
import { inboxStyle } from "./style.ts";
import { topBar } from "./top-bar.ts";
import type { InboxView } from "./view.ts";

const idCharactersMax = 100;

const querySchema = z.object({
  to: keepableText(addressCharactersMax).trim().optional(),
  after: keepableText(idCharactersMax).optional(),
  part: z.enum(["html", "text"]).default("html"),
});

type Stores = { readonly messages: MessageStore; readonly switches: SwitchStore };

const loadView = async (
  { messages, switches }: Stores,
  query: z.infer<typeof querySchema>,
  open: InboxView["open"],
): Promise<InboxView> => {
  const to = query.to === undefined || query.to === "" ? null : query.to;
  const after = query.after ?? null;
  const [found, recipients, current] = await Promise.all([
    messages.list({ to, after, limit: pageSizeDefault + 1 }),
    messages.recipients(),
    switches.read(),
  ]);
  const hasMore = found.length > pageSizeDefault;
  return { to, messages: found.slice(0, pageSizeDefault), hasMore, recipients, switches: current, open };
};

const inboxPage = (view: InboxView, watches: boolean): Promise<Response> =>
  pageResponse({
    title: view.open?.message.subject ?? "Mailbox",
    style: inboxStyle,
    body: html`${topBar(view)}
      <main class="${view.open === null ? "" : "open"}">${messageList(view)}${messageView(view)}</main>`,
    ...(watches ? { script: "/inbox.js" } : {}),
  });

/** The inbox for people: the list, one mail, and its HTML part by itself for the frame. */
export const pageRoutes = (stores: Stores): Hono => {
  const routes = new Hono();
  routes.get("/", async (context) => {
    const query = readQuery(context.req.query(), querySchema);
    const view = await loadView(stores, query, null);
    return inboxPage(view, query.after === undefined);
  });
  routes.get("/mail/:id", async (context) => {
    const query = readQuery(context.req.query(), querySchema);
    const message = await findMessage(stores.messages, context.req.param("id"));
    return inboxPage(await loadView(stores, query, { message, part: query.part }), false);
  });
  routes.get("/mail/:id/html", async (context) => {
    const { html: part } = await findMessage(stores.messages, context.req.param("id"));
    if (part === null) throw new Problem(404, "The message has no HTML part.");
    return htmlPartResponse(part);
  });
  routes.get("/inbox.js", (context) =>
    context.body(inboxScript, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  return routes;
};
