import { getRequest } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { requestDetail } from "../../schemas/requests.ts";

const contract = tenantRoute("requests:read", {
  method: "get",
  path: "/v1/approval-requests/{id}",
  operationId: "getApprovalRequest",
  summary: "Get a request with its stages, seats, decisions and run",
  tags: ["Approval requests"],
  request: { params: itemPath("req") },
  responses: { 200: answer("The resource", requestDetail) },
});

export const getApprovalRequestRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const found = await getRequest(c.var.ctx, c.req.valid("param").id);
    return c.json(found, 200);
  });
