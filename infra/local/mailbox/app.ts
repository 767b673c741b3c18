import { Hono } from "hono";
import { messageRoutes } from "./messages/routes.ts";
import { pageRoutes } from "./pages/routes.ts";
import { type SesParts, sesRoutes } from "./ses/routes.ts";
import { answerError, problemResponse } from "../stand-in/problem.ts";
import { switchRoutes } from "./switches/routes.ts";

/** Everything the mailbox answers. */
export const createMailboxApp = (parts: SesParts): Hono => {
  const app = new Hono();
  app.route("/v2", sesRoutes(parts));
  app.route("/messages", messageRoutes(parts.messages));
  app.route("/switches", switchRoutes(parts.switches));
  app.route("/", pageRoutes(parts));
  app.notFound(() => problemResponse(404, "There is no such page."));
  app.onError(answerError);
  return app;
};
