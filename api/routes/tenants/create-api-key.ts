import { createApiKey } from "../../../services/api-keys/index.ts";
import type { App } from "../../app.ts";
import type { ApiDependencies } from "../../environment.ts";
import { once } from "../../once.ts";
import { onTenant } from "../../operator.ts";
import { answer, body, operatorRoute } from "../../route.ts";
import { tenantPath } from "../../schemas/shapes.ts";
import { createdApiKey, newApiKey } from "../../schemas/directory.ts";

const contract = operatorRoute({
  method: "post",
  path: "/admin/v1/tenants/{tenantId}/api-keys",
  operationId: "createTenantApiKey",
  summary: "Make an API key for a tenant; its text is told once",
  tags: ["Operator"],
  request: { params: tenantPath, ...body(newApiKey) },
  responses: { 201: answer("Created", createdApiKey, ["Idempotency-Replayed"]) },
});

export const createTenantApiKeyRoute = (app: App, { runtime }: ApiDependencies) =>
  app.openapi(contract, async (c) => {
    const ctx = onTenant(c, runtime, c.req.valid("param").tenantId);
    return c.json(await once(c, ctx, (inside) => createApiKey(inside, c.req.valid("json"))), 201);
  });
