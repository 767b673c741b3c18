import { z } from "@hono/zod-openapi";
import { listIntegrations } from "../../../services/integrations/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { integration } from "../../schemas/directory.ts";

const contract = tenantRoute("integrations:read", {
  method: "get",
  path: "/v1/integrations",
  operationId: "listIntegrations",
  summary: "List integrations",
  tags: ["Integrations"],
  request: { query: z.strictObject({ ...idPageQuery("int") }) },
  responses: { 200: answer("A page, newest first", pageOf(integration)) },
});

export const listIntegrationsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listIntegrations(c.var.ctx, c.req.valid("query")), 200));
