import { editRequest } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { requestDetail } from "../../schemas/requests.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { edit } from "../../schemas/verbs.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/edit",
  operationId: "editApprovalRequest",
  summary: "Put another version in place of a request that is open, or approved and under way",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), ...body(edit) },
  responses: {
    200: answer("The request; approvals are kept or asked for anew", requestDetail, ["Idempotency-Replayed"]),
  },
  problems: [
    "approval_request.not_editable",
    "decision.version_outdated",
    "actor.not_allowed",
    "reference.unknown",
    "policy.no_match",
    "policy.condition_failed",
    "policy.no_approver",
  ],
});

export const editRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => editRequest(ctx, input)), 200);
  });
