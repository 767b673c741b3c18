import { getGrant } from "../../../services/grants/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { grant } from "../../schemas/agent-actions.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("grants:read", {
  method: "get",
  path: "/v1/grants/{id}",
  operationId: "getGrant",
  summary: "Get a standing grant",
  tags: ["Agent actions"],
  request: { params: itemPath("grt") },
  responses: { 200: answer("The resource", grant) },
});

export const getGrantRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await getGrant(c.var.ctx, c.req.valid("param").id), 200));
