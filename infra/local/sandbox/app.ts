import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ledgerRoutes } from "./ledger/routes.ts";
import { bodyBytesMax } from "./limits.ts";
import { pageRoutes } from "./page/routes.ts";
import { answerError, messageResponse, refuseLargeBody } from "./refusal.ts";
import { switchRoutes } from "./switches/routes.ts";
import { listRefusals } from "./tasks/refusals.ts";
import { type TaskParts, taskRoutes } from "./tasks/routes.ts";
import { tenantRoutes } from "./tenants/routes.ts";
import { fileRoutes, warehouseRoutes } from "./warehouse/routes.ts";

/** Everything the sandbox answers. */
export const createSandboxApp = (parts: TaskParts): Hono => {
  const { sql } = parts;
  const app = new Hono();
  // Files are larger than anything else here, and have a limit of their own.
  app.route("/files", fileRoutes(sql));
  app.use(
    bodyLimit({
      maxSize: bodyBytesMax,
      onError: (context) => refuseLargeBody(context, bodyBytesMax),
    }),
  );
  app.route("/tenants", tenantRoutes(sql));
  app.route("/tasks", taskRoutes(parts));
  app.route("/tenants/:tenantId/tasks", taskRoutes(parts));
  app.get("/refusals", async (context) => context.json({ data: await listRefusals(sql) }));
  app.route("/ledger", ledgerRoutes(sql));
  app.route("/warehouse", warehouseRoutes(sql));
  app.route("/switches", switchRoutes(sql));
  app.route("/", pageRoutes(sql));
  app.notFound(() => messageResponse(404, "There is no such page."));
  app.onError(answerError);
  return app;
};
