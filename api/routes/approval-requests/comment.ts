import { commentOnRequest } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { comment, newComment } from "../../schemas/verbs.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/comment",
  operationId: "commentOnApprovalRequest",
  summary: "Say something about a request",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), ...body(newComment) },
  responses: { 201: answer("The comment", comment, ["Idempotency-Replayed"]) },
  problems: ["actor.not_allowed", "reference.unknown"],
});

export const commentRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { requestId: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => commentOnRequest(ctx, input)), 201);
  });
