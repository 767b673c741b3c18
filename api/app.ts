import { OpenAPIHono } from "@hono/zod-openapi";
import { createApproverApp, type ApproverLinks } from "./approver/app.ts";
import { createParticipantApp, type ParticipantLinks } from "./participant/app.ts";
import { mountDocs } from "./docs.ts";
import type { ApiDependencies, Environment } from "./environment.ts";
import { inputHook } from "./input.ts";
import { createMethodNotAllowed } from "./method-not-allowed.ts";
import { createMetrics } from "./metrics.ts";
import { accessLog } from "./middleware/access-log.ts";
import { authenticateOperator, authenticateTenant } from "./middleware/authenticate.ts";
import { idempotencyKey } from "./middleware/idempotency-key.ts";
import { readBody } from "./middleware/read-body.ts";
import { requestId } from "./middleware/request-id.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { toProblem } from "./problem.ts";
import { mountHealth } from "./routes/health.ts";
import { mountOperatorRoutes, mountTenantRoutes } from "./routes/index.ts";

export type App = OpenAPIHono<Environment>;

const guardApi = (app: App, { runtime, operatorToken }: ApiDependencies): void => {
  // Credentials first: whoever has none learns nothing of what a body should look like.
  app.use("/v1/*", authenticateTenant(runtime), readBody, idempotencyKey);
  app.use("/admin/*", authenticateOperator(operatorToken), readBody, idempotencyKey);
};

/** What the pages of approvers and of participants call. */
export type PageLinks = ApproverLinks & ParticipantLinks;

/** The whole HTTP surface: the APIs, the pages of approvers and participants, the documentation and what operators watch. */
export const createApp = (dependencies: ApiDependencies, links: PageLinks): App => {
  const { runtime, isUnavailable } = dependencies;
  const { ports } = runtime;
  const metrics = createMetrics(dependencies.countOutbox);
  const app: App = new OpenAPIHono<Environment>({ defaultHook: inputHook });
  app.use(requestId(ports.ids.token), accessLog(ports.log, metrics.observe), securityHeaders);
  app.onError((error, c) => {
    const problem = toProblem(c, error, isUnavailable);
    if (problem.status >= 500) {
      ports.log.error("http.failed", {
        traceId: c.var.traceId,
        error: String(error),
        cause: String(error.cause),
      });
    }
    return problem;
  });
  guardApi(app, dependencies);
  mountTenantRoutes(app);
  mountOperatorRoutes(app, dependencies);
  mountHealth(app, { ...dependencies, metrics });
  mountDocs(app);
  app.route("/", createApproverApp({ runtime, links, isUnavailable }));
  app.route("/", createParticipantApp({ runtime, taskLinks: links, isUnavailable }));
  const methodNotAllowed = createMethodNotAllowed(app);
  app.notFound((c) => toProblem(c, methodNotAllowed(c), isUnavailable));
  return app;
};
