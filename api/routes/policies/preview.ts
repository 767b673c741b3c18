import { previewPolicy } from "../../../services/policies/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { newPreview, preview } from "../../schemas/policies.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("policies:read", {
  method: "post",
  path: "/v1/policies/{id}/preview",
  operationId: "previewPolicy",
  summary: "Who would be asked for a request, in which order and why",
  tags: ["Policies"],
  request: { params: itemPath("pol"), ...body(newPreview) },
  responses: { 200: answer("What the policy says of it now", preview, ["Idempotency-Replayed"]) },
  problems: ["approval_request.kind_unknown", "reference.unknown"],
});

export const previewPolicyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { policyId: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => previewPolicy(ctx, input)), 200);
  });
