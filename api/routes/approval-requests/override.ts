import { overrideRequest } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { requestDetail } from "../../schemas/requests.ts";
import { override } from "../../schemas/verbs.ts";

const contract = tenantRoute("decisions:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/override",
  operationId: "overrideApprovalRequest",
  summary: "A tenant admin decides past the policy, marked for ever",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), ...body(override) },
  responses: { 200: answer("The request as it is now", requestDetail, ["Idempotency-Replayed"]) },
  problems: ["approval_request.not_pending", "stage.not_active", "actor.not_allowed", "reference.unknown"],
});

export const overrideRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => overrideRequest(ctx, input)), 200);
  });
