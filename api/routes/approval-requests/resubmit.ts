import { resubmitRequest } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { requestDetail } from "../../schemas/requests.ts";
import { resubmission } from "../../schemas/verbs.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/resubmit",
  operationId: "resubmitApprovalRequest",
  summary: "Take a returned request up again, in a new version and round",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), ...body(resubmission) },
  responses: { 200: answer("The request; its new run is starting", requestDetail, ["Idempotency-Replayed"]) },
  problems: [
    "approval_request.not_resubmittable",
    "actor.not_allowed",
    "reference.unknown",
    "policy.no_match",
    "policy.condition_failed",
    "policy.no_approver",
  ],
});

export const resubmitRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => resubmitRequest(ctx, input)), 200);
  });
