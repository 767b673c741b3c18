import { createPolicyVersion } from "../../../services/policies/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { newPolicyVersion } from "../../schemas/directory.ts";
import { checkedPolicy } from "../../schemas/policies.ts";

const contract = tenantRoute("policies:write", {
  method: "post",
  path: "/v1/policies/{id}/versions",
  operationId: "createPolicyVersion",
  summary: "Add the next draft",
  tags: ["Policies"],
  request: { params: itemPath("pol"), ...body(newPolicyVersion) },
  responses: { 201: answer("Created", checkedPolicy, ["Idempotency-Replayed"]) },
  problems: ["reference.unknown"],
});

export const createPolicyVersionRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { policyId: c.req.valid("param").id, rules: c.req.valid("json").rules };
    return c.json(await once(c, c.var.ctx, (ctx) => createPolicyVersion(ctx, input)), 201);
  });
