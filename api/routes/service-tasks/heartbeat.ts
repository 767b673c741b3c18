import { heartbeatTask, heartbeatSchema } from "../../../services/service-tasks/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { serviceTaskDetail } from "../../schemas/service-tasks.ts";
import { itemPath, named } from "../../schemas/shapes.ts";

const contract = tenantRoute("tasks:write", {
  method: "post",
  path: "/v1/service-tasks/{id}/heartbeat",
  operationId: "heartbeatServiceTask",
  summary: "Say that a task is still worked at, so that its answer is waited for longer",
  tags: ["Service tasks"],
  request: { params: itemPath("tsk"), ...body(named("TaskHeartbeat", heartbeatSchema)) },
  responses: { 200: answer("The task with its new dueAt", serviceTaskDetail, ["Idempotency-Replayed"]) },
  problems: ["service_task.not_open"],
});

export const heartbeatTaskRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => heartbeatTask(ctx, input)), 200);
  });
