import { Hono } from "hono";
import { z } from "zod";
import { addressCharactersMax, pageSizeDefault, pageSizeMax } from "../limits.ts";
import { keepableText, Problem, readQuery } from "../../stand-in/problem.ts";
import type { Message } from "./model.ts";
import type { MessageStore } from "./store.ts";

const idCharactersMax = 100;

const listSchema = z.object({
  to: keepableText(addressCharactersMax).optional(),
  after: keepableText(idCharactersMax).optional(),
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(pageSizeDefault),
});

/** `GET /messages` (newest first; `after` the id of the last one seen), `GET /messages/{id}`, `DELETE /messages`. */
export const messageRoutes = (messages: MessageStore): Hono => {
  const routes = new Hono();
  routes.get("/", async (context) => {
    const { to = null, after = null, limit } = readQuery(context.req.query(), listSchema);
    if (after !== null && (await messages.find(after)) === undefined) {
      throw new Problem(400, "after: there is no such message.");
    }
    return context.json(await messages.list({ to: to === "" ? null : to, after, limit }));
  });
  routes.get("/:id", async (context) => context.json(await findMessage(messages, context.req.param("id"))));
  routes.delete("/", async (context) => {
    await messages.clear();
    return context.body(null, 204);
  });
  return routes;
};

/** The message with that id; throws a Problem when there is none. */
export const findMessage = async (messages: MessageStore, id: string): Promise<Message> => {
  const message = id.includes("\u0000") ? undefined : await messages.find(id);
  if (message === undefined) throw new Problem(404, "There is no such message.");
  return message;
};
