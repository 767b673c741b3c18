import { z } from "@hono/zod-openapi";
import { listPolicies } from "../../../services/policies/index.ts";
import { requestInputSchema } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { policy } from "../../schemas/directory.ts";

const contract = tenantRoute("policies:read", {
  method: "get",
  path: "/v1/policies",
  operationId: "listPolicies",
  summary: "List policies",
  tags: ["Policies"],
  request: {
    query: z.strictObject({ ...idPageQuery("pol"), kind: requestInputSchema.shape.kind.optional() }),
  },
  responses: { 200: answer("A page, newest first", pageOf(policy)) },
});

export const listPoliciesRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listPolicies(c.var.ctx, c.req.valid("query")), 200));
