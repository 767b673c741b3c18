import { revokeApiKey } from "../../../services/api-keys/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { apiKey } from "../../schemas/directory.ts";

const contract = tenantRoute("keys:write", {
  method: "post",
  path: "/v1/api-keys/{id}/revoke",
  operationId: "revokeApiKey",
  summary: "End an API key at once",
  tags: ["API keys"],
  request: { params: itemPath("key") },
  responses: { 200: answer("The key as it is now", apiKey, ["Idempotency-Replayed"]) },
});

export const revokeApiKeyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await once(c, c.var.ctx, (ctx) => revokeApiKey(ctx, id)), 200);
  });
