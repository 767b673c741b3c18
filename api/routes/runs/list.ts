import { z } from "@hono/zod-openapi";
import { listRuns } from "../../../services/runs/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { run } from "../../schemas/requests.ts";
import { idSchema } from "../../../services/requests/index.ts";
import { runStatuses } from "../../../services/statuses.ts";

const contract = tenantRoute("runs:read", {
  method: "get",
  path: "/v1/runs",
  operationId: "listRuns",
  summary: "List workflow runs",
  tags: ["Runs"],
  request: {
    query: z.strictObject({
      ...idPageQuery("run"),
      status: z.enum(runStatuses).optional(),
      requestId: idSchema("req").optional(),
    }),
  },
  responses: { 200: answer("A page, newest first", pageOf(run)) },
});

export const listRunsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listRuns(c.var.ctx, c.req.valid("query")), 200));
