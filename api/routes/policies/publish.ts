import { publishPolicy } from "../../../services/policies/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { publication } from "../../schemas/directory.ts";
import { checkedPolicy } from "../../schemas/policies.ts";

const contract = tenantRoute("policies:write", {
  method: "post",
  path: "/v1/policies/{id}/publish",
  operationId: "publishPolicy",
  summary: "Put a draft in force",
  tags: ["Policies"],
  request: { params: itemPath("pol"), ...body(publication) },
  responses: { 200: answer("The policy as it is now", checkedPolicy, ["Idempotency-Replayed"]) },
  problems: ["reference.unknown", "policy.version_not_draft", "policy.lint_failed"],
});

export const publishPolicyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { policyId: c.req.valid("param").id, version: c.req.valid("json").version };
    return c.json(await once(c, c.var.ctx, (ctx) => publishPolicy(ctx, input)), 200);
  });
