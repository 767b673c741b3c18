import { z } from "@hono/zod-openapi";
import { toolSchema } from "../../../services/agent-actions/index.ts";
import { listGrants } from "../../../services/grants/index.ts";
import { emailMaxCharacters } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { grant } from "../../schemas/agent-actions.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";

const contract = tenantRoute("grants:read", {
  method: "get",
  path: "/v1/grants",
  operationId: "listGrants",
  summary: "List standing grants",
  tags: ["Agent actions"],
  request: {
    query: z.strictObject({
      ...idPageQuery("grt"),
      agentEmail: z.email().max(emailMaxCharacters).optional(),
      tool: toolSchema.optional(),
      active: z
        .enum(["true", "false"])
        .transform((text) => text === "true")
        .optional()
        .openapi({ type: "string", enum: ["true", "false"], description: "Whether it can still be used" }),
    }),
  },
  responses: { 200: answer("A page, newest first", pageOf(grant)) },
});

export const listGrantsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listGrants(c.var.ctx, c.req.valid("query")), 200));
