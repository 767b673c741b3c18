import { issueActionToken } from "../../../services/agent-actions/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, tenantRoute } from "../../route.ts";
import { actionToken } from "../../schemas/agent-actions.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/action-token",
  operationId: "issueActionToken",
  summary: "Get the single-use token of an approved action; its text is told once",
  tags: ["Agent actions"],
  request: { params: itemPath("req") },
  responses: { 201: answer("Issued", actionToken, ["Idempotency-Replayed"]) },
  problems: ["action_token.unavailable", "action_token.issued", "action_token.expired"],
});

export const issueActionTokenRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await once(c, c.var.ctx, (ctx) => issueActionToken(ctx, id)), 201);
  });
