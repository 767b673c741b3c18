import { z } from "@hono/zod-openapi";
import { listApiKeys } from "../../../services/api-keys/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { apiKey } from "../../schemas/directory.ts";

const contract = tenantRoute("keys:read", {
  method: "get",
  path: "/v1/api-keys",
  operationId: "listApiKeys",
  summary: "List API keys",
  tags: ["API keys"],
  request: { query: z.strictObject({ ...idPageQuery("key") }) },
  responses: { 200: answer("A page, newest first", pageOf(apiKey)) },
});

export const listApiKeysRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listApiKeys(c.var.ctx, c.req.valid("query")), 200));
