import { z } from "@hono/zod-openapi";
import { lineSchema } from "../../../services/kinds/text.ts";
import { idSchema } from "../../../services/requests/index.ts";
import { listTasks } from "../../../services/service-tasks/index.ts";
import { serviceTaskStatuses } from "../../../services/statuses.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { serviceTask } from "../../schemas/service-tasks.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";

const typeMaxCharacters = 100;

const contract = tenantRoute("tasks:read", {
  method: "get",
  path: "/v1/service-tasks",
  operationId: "listServiceTasks",
  summary: "List service tasks",
  tags: ["Service tasks"],
  request: {
    query: z.strictObject({
      ...idPageQuery("tsk"),
      status: z.enum(serviceTaskStatuses).optional(),
      requestId: idSchema("req").optional(),
      type: lineSchema(typeMaxCharacters).optional(),
    }),
  },
  responses: { 200: answer("A page, newest first", pageOf(serviceTask)) },
});

export const listServiceTasksRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listTasks(c.var.ctx, c.req.valid("query")), 200));
