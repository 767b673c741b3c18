import { getDelegation } from "../../../services/delegations/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { delegation } from "../../schemas/delegations.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("delegations:read", {
  method: "get",
  path: "/v1/delegations/{id}",
  operationId: "getDelegation",
  summary: "Get a delegation",
  tags: ["Delegations"],
  request: { params: itemPath("dlg") },
  responses: { 200: answer("The resource", delegation) },
});

export const getDelegationRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await getDelegation(c.var.ctx, c.req.valid("param").id), 200));
