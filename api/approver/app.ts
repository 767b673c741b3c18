import { type ErrorHandler, Hono } from "hono";
import { DomainError } from "../../services/errors.ts";
import type { Environment } from "../environment.ts";
import { problems } from "../problem.ts";
import { choose } from "./choose.ts";
import { decide } from "./decide.ts";
import type { ApproverDependencies } from "./dependencies.ts";
import { broken, methodNotAllowed, refused, unavailable, voidLink } from "./messages.ts";
import { openLinkPage } from "./open-link.ts";
import { pageHeaders } from "./page-headers.ts";
import { showReview } from "./show-review.ts";
import { style } from "./style.ts";

export type { ApproverLinks } from "./links.ts";

const stylePath = "/review/style.css";
const styleHeaders = { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600" };
const decidePath = "/decide";

/** Whatever goes wrong, a person gets a page; what it was goes to the log. */
const toPage =
  ({ runtime, isUnavailable }: ApproverDependencies): ErrorHandler<Environment> =>
  (error, c) => {
    const { traceId } = c.var;
    const isDomainError = error instanceof DomainError;
    if (isUnavailable(error) || (isDomainError && error.code === "service.unavailable")) {
      runtime.ports.log.warn("page.unavailable", { traceId, error: String(error) });
      return unavailable(c, c.req.path === decidePath);
    }
    if (isDomainError) {
      const { status } = problems[error.code];
      return status === 404 ? voidLink(c) : refused(c, error.message, status);
    }
    runtime.ports.log.error("page.failed", { traceId, error: String(error), cause: String(error.cause) });
    return broken(c, traceId);
  };

/**
 * The approver's pages: a mailed link becomes a review, the review a confirmation, the confirmation a decision.
 * Only the last step writes. Server-rendered, without a script.
 */
export const createApproverApp = (dependencies: ApproverDependencies): Hono<Environment> => {
  const app = new Hono<Environment>();
  app.onError(toPage(dependencies));
  for (const path of ["/l/*", "/review", stylePath, decidePath]) {
    app.use(path, pageHeaders);
  }
  // Hono answers a HEAD with the handler of GET.
  app.get("/l/*", openLinkPage(dependencies));
  app.all("/l/*", (c) => methodNotAllowed(c, "GET, HEAD"));
  app.get("/review", showReview(dependencies));
  app.post("/review", choose(dependencies));
  app.all("/review", (c) => methodNotAllowed(c, "GET, HEAD, POST"));
  app.get(stylePath, (c) => c.body(style, 200, styleHeaders));
  app.post(decidePath, decide(dependencies));
  app.all(decidePath, (c) => methodNotAllowed(c, "POST"));
  return app;
};
