import { getIntegration } from "../../../services/integrations/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { integration } from "../../schemas/directory.ts";

const contract = tenantRoute("integrations:read", {
  method: "get",
  path: "/v1/integrations/{id}",
  operationId: "getIntegration",
  summary: "Get an integration",
  tags: ["Integrations"],
  request: { params: itemPath("int") },
  responses: { 200: answer("The resource", integration) },
});

export const getIntegrationRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const found = await getIntegration(c.var.ctx, c.req.valid("param").id);
    return c.json(found, 200);
  });
