import { Hono } from "hono";
import type { Environment } from "../environment.ts";
import { errorPage } from "../pages/error-page.ts";
import { pageHeaders } from "../pages/page-headers.ts";
import { answerTask } from "./answer.ts";
import { choose } from "./choose.ts";
import type { ParticipantDependencies } from "./dependencies.ts";
import { broken, methodNotAllowed, refused, unavailable, voidLink } from "./messages.ts";
import { openTaskPage } from "./open-link.ts";
import { showTask } from "./show-task.ts";

export type { ParticipantLinks } from "./dependencies.ts";

const answerPath = "/task/answer";

/**
 * The pages of whoever does a task by hand, member or not: a mailed link becomes a form, the form a confirmation, the
 * confirmation an answer. Only the last step writes. Server-rendered, without a script.
 */
export const createParticipantApp = (dependencies: ParticipantDependencies): Hono<Environment> => {
  const app = new Hono<Environment>();
  app.onError(errorPage(dependencies, { lastStep: answerPath, unavailable, voidLink, refused, broken }));
  for (const path of ["/t/*", "/task", answerPath]) {
    app.use(path, pageHeaders);
  }
  // Hono answers a HEAD with the handler of GET.
  app.get("/t/*", openTaskPage(dependencies));
  app.all("/t/*", (c) => methodNotAllowed(c, "GET, HEAD"));
  app.get("/task", showTask(dependencies));
  app.post("/task", choose(dependencies));
  app.all("/task", (c) => methodNotAllowed(c, "GET, HEAD, POST"));
  app.post(answerPath, answerTask(dependencies));
  app.all(answerPath, (c) => methodNotAllowed(c, "POST"));
  return app;
};
