import { createApiKey } from "../../../services/api-keys/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { createdApiKey, newApiKey } from "../../schemas/directory.ts";

const contract = tenantRoute("keys:write", {
  method: "post",
  path: "/v1/api-keys",
  operationId: "createApiKey",
  summary: "Make an API key; its text is told once",
  tags: ["API keys"],
  request: body(newApiKey),
  responses: { 201: answer("Created", createdApiKey, ["Idempotency-Replayed"]) },
  problems: [],
});

export const createApiKeyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createApiKey(ctx, c.req.valid("json")));
    return c.json(created, 201);
  });
