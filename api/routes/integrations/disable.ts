import { disableIntegration } from "../../../services/integrations/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { integration } from "../../schemas/directory.ts";

const contract = tenantRoute("integrations:write", {
  method: "delete",
  path: "/v1/integrations/{id}",
  operationId: "disableIntegration",
  summary: "Take an integration out of use",
  tags: ["Integrations"],
  request: { params: itemPath("int") },
  responses: { 200: answer("The integration as it is now", integration) },
});

export const disableIntegrationRoute = (app: App) =>
  app.openapi(contract, async (c) =>
    c.json(await disableIntegration(c.var.ctx, c.req.valid("param").id), 200),
  );
