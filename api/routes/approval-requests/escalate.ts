import { escalateRequest } from "../../../services/stages/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { closing, requestDetail } from "../../schemas/requests.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/escalate",
  operationId: "escalateApprovalRequest",
  summary: "Ask the next people of the escalation now",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), ...body(closing) },
  responses: { 200: answer("The request as it is now", requestDetail, ["Idempotency-Replayed"]) },
  problems: ["actor.not_allowed", "reference.unknown", "approval_request.not_pending", "stage.no_escalation"],
});

export const escalateRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => escalateRequest(ctx, input)), 200);
  });
