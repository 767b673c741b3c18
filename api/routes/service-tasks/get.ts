import { getServiceTask } from "../../../services/service-tasks/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { serviceTaskDetail } from "../../schemas/service-tasks.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("tasks:read", {
  method: "get",
  path: "/v1/service-tasks/{id}",
  operationId: "getServiceTask",
  summary: "Get a service task with its input, its form, the calls of a system and who was asked",
  tags: ["Service tasks"],
  request: { params: itemPath("tsk") },
  responses: { 200: answer("The resource", serviceTaskDetail) },
});

export const getServiceTaskRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await getServiceTask(c.var.ctx, c.req.valid("param").id), 200));
