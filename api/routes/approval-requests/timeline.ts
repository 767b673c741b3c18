import { getTimeline } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { timeline } from "../../schemas/requests.ts";

const contract = tenantRoute("requests:read", {
  method: "get",
  path: "/v1/approval-requests/{id}/timeline",
  operationId: "getApprovalRequestTimeline",
  summary: "What has happened to a request",
  tags: ["Approval requests"],
  request: { params: itemPath("req") },
  responses: { 200: answer("Oldest first", timeline) },
});

export const getTimelineRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await getTimeline(c.var.ctx, c.req.valid("param").id), 200));
