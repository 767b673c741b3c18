import { getRun } from "../../../services/runs/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { run } from "../../schemas/requests.ts";

const contract = tenantRoute("runs:read", {
  method: "get",
  path: "/v1/runs/{id}",
  operationId: "getRun",
  summary: "Get a workflow run with its service tasks",
  tags: ["Runs"],
  request: { params: itemPath("run") },
  responses: { 200: answer("The resource", run) },
});

export const getRunRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const found = await getRun(c.var.ctx, c.req.valid("param").id);
    return c.json(found, 200);
  });
