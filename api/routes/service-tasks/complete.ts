import { completeTask, completionSchema } from "../../../services/service-tasks/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { serviceTaskDetail } from "../../schemas/service-tasks.ts";
import { itemPath, named } from "../../schemas/shapes.ts";

const contract = tenantRoute("tasks:write", {
  method: "post",
  path: "/v1/service-tasks/{id}/complete",
  operationId: "completeServiceTask",
  summary: "Say that a task is done",
  tags: ["Service tasks"],
  request: { params: itemPath("tsk"), ...body(named("TaskCompletion", completionSchema)) },
  responses: {
    200: answer("The task as it is recorded, now or before", serviceTaskDetail, ["Idempotency-Replayed"]),
  },
  problems: ["service_task.answered_otherwise", "service_task.not_open"],
});

export const completeTaskRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => completeTask(ctx, input)), 200);
  });
