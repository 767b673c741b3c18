import { createRequest, requestInputSchema } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { named } from "../../schemas/shapes.ts";
import { requestDetail } from "../../schemas/requests.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests",
  operationId: "createApprovalRequest",
  summary: "Ask for an approval",
  tags: ["Approval requests"],
  request: body(named("NewApprovalRequest", requestInputSchema)),
  responses: {
    201: answer("The request; its run is starting", requestDetail, ["Location", "Idempotency-Replayed"]),
  },
  problems: [
    "approval_request.kind_unknown",
    "approval_request.duplicate",
    "reference.unknown",
    "policy.none_published",
    "policy.no_match",
    "policy.condition_failed",
    "policy.no_approver",
  ],
});

export const createApprovalRequestRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createRequest(ctx, c.req.valid("json")));
    c.header("Location", `/v1/approval-requests/${created.id}`);
    return c.json(created, 201);
  });
