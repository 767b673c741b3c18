import { getPolicy } from "../../../services/policies/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { policy } from "../../schemas/directory.ts";

const contract = tenantRoute("policies:read", {
  method: "get",
  path: "/v1/policies/{id}",
  operationId: "getPolicy",
  summary: "Get a policy with its versions",
  tags: ["Policies"],
  request: { params: itemPath("pol") },
  responses: { 200: answer("The resource", policy) },
});

export const getPolicyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const found = await getPolicy(c.var.ctx, c.req.valid("param").id);
    return c.json(found, 200);
  });
