import { Hono } from "hono";
import type { Environment } from "../environment.ts";
import { errorPage } from "../pages/error-page.ts";
import { choose } from "./choose.ts";
import { decide } from "./decide.ts";
import type { ApproverDependencies } from "./dependencies.ts";
import { broken, methodNotAllowed, refused, unavailable, voidLink } from "./messages.ts";
import { chooseEdit, confirmEdit, showEdit } from "./edit.ts";
import { openLinkPage } from "./open-link.ts";
import { pageHeaders } from "../pages/page-headers.ts";
import { showReview } from "./show-review.ts";
import { style, styleHeaders, stylePath } from "../pages/style.ts";

export type { ApproverLinks } from "./links.ts";

const decidePath = "/decide";
const editPath = "/review/edit";
const confirmEditPath = "/review/edit/confirm";

/**
 * The approver's pages: a mailed link becomes a review, the review a confirmation, the confirmation a decision.
 * Only the last step writes. Server-rendered, without a script.
 */
export const createApproverApp = (dependencies: ApproverDependencies): Hono<Environment> => {
  const app = new Hono<Environment>();
  app.onError(errorPage(dependencies, { lastStep: decidePath, unavailable, voidLink, refused, broken }));
  for (const path of ["/l/*", "/review", stylePath, decidePath, editPath, confirmEditPath]) {
    app.use(path, pageHeaders);
  }
  // Hono answers a HEAD with the handler of GET.
  app.get("/l/*", openLinkPage(dependencies));
  app.all("/l/*", (c) => methodNotAllowed(c, "GET, HEAD"));
  app.get("/review", showReview(dependencies));
  app.post("/review", choose(dependencies));
  app.all("/review", (c) => methodNotAllowed(c, "GET, HEAD, POST"));
  app.get(editPath, showEdit(dependencies));
  app.post(editPath, chooseEdit(dependencies));
  app.all(editPath, (c) => methodNotAllowed(c, "GET, HEAD, POST"));
  app.post(confirmEditPath, confirmEdit(dependencies));
  app.all(confirmEditPath, (c) => methodNotAllowed(c, "POST"));
  app.get(stylePath, (c) => c.body(style, 200, styleHeaders));
  app.post(decidePath, decide(dependencies));
  app.all(decidePath, (c) => methodNotAllowed(c, "POST"));
  return app;
};
