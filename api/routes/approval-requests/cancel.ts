import { cancelRequest } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { closing, requestDetail } from "../../schemas/requests.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/cancel",
  operationId: "cancelApprovalRequest",
  summary: "End an open request as its administrator",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), ...body(closing) },
  responses: { 200: answer("The request as it is now", requestDetail, ["Idempotency-Replayed"]) },
  problems: ["approval_request.not_pending", "actor.not_allowed", "reference.unknown"],
});

export const cancelRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => cancelRequest(ctx, input)), 200);
  });
