import { integrationInputSchema, createIntegration } from "../../../services/integrations/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { named } from "../../schemas/shapes.ts";
import { createdIntegration } from "../../schemas/directory.ts";

const contract = tenantRoute("integrations:write", {
  method: "post",
  path: "/v1/integrations",
  operationId: "createIntegration",
  summary:
    "Say who does tasks of some types: a system of yours, whose signing secret is told once, or people",
  tags: ["Integrations"],
  request: body(named("NewIntegration", integrationInputSchema)),
  responses: { 201: answer("Created", createdIntegration, ["Location", "Idempotency-Replayed"]) },
  problems: ["reference.unknown"],
});

export const createIntegrationRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createIntegration(ctx, c.req.valid("json")));
    c.header("Location", `/v1/integrations/${created.id}`);
    return c.json(created, 201);
  });
