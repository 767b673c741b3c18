import { createPolicy } from "../../../services/policies/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { newPolicy } from "../../schemas/directory.ts";
import { checkedPolicy } from "../../schemas/policies.ts";

const contract = tenantRoute("policies:write", {
  method: "post",
  path: "/v1/policies",
  operationId: "createPolicy",
  summary: "Make a policy with its first draft",
  tags: ["Policies"],
  request: body(newPolicy),
  responses: { 201: answer("Created", checkedPolicy, ["Location", "Idempotency-Replayed"]) },
  problems: ["approval_request.kind_unknown", "reference.unknown", "resource.conflict"],
});

export const createPolicyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createPolicy(ctx, c.req.valid("json")));
    c.header("Location", `/v1/policies/${created.id}`);
    return c.json(created, 201);
  });
