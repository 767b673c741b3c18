import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ledgerRoutes } from "./ledger/routes.ts";
import { bodyBytesMax, drainMilliseconds } from "./limits.ts";
import { pageRoutes } from "./page/routes.ts";
import { answerError, messageResponse } from "./refusal.ts";
import { switchRoutes } from "./switches/routes.ts";
import { listRefusals } from "./tasks/refusals.ts";
import { type TaskParts, taskRoutes } from "./tasks/routes.ts";
import { tenantRoutes } from "./tenants/routes.ts";

/** Everything the sandbox answers. */
export const createSandboxApp = (parts: TaskParts): Hono => {
  const { sql } = parts;
  const app = new Hono();
  app.use(
    bodyLimit({
      maxSize: bodyBytesMax,
      onError: refuseLargeBody,
    }),
  );
  app.route("/tenants", tenantRoutes(sql));
  app.route("/tasks", taskRoutes(parts));
  app.route("/tenants/:tenantId/tasks", taskRoutes(parts));
  app.get("/refusals", async (context) => context.json({ data: await listRefusals(sql) }));
  app.route("/ledger", ledgerRoutes(sql));
  app.route("/switches", switchRoutes(sql));
  app.route("/", pageRoutes(sql));
  app.notFound(() => messageResponse(404, "There is no such page."));
  app.onError(answerError);
  return app;
};

/** Reads on for a while first: a connection that is cut in the middle of a body never shows its answer. */
const refuseLargeBody = async ({ req }: Context): Promise<Response> => {
  const signal = AbortSignal.timeout(drainMilliseconds);
  await req.raw.body?.pipeTo(new WritableStream(), { signal }).catch(() => undefined);
  return messageResponse(413, `The body is larger than ${bodyBytesMax} bytes.`);
};
