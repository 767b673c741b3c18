import { addApprover } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { assignment } from "../../schemas/requests.ts";
import { newApprover } from "../../schemas/verbs.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/approval-requests/{id}/add-approver",
  operationId: "addApprover",
  summary: "Give one more person a seat in an open stage",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), ...body(newApprover) },
  responses: { 201: answer("The new seat", assignment, ["Idempotency-Replayed"]) },
  problems: [
    "stage.not_active",
    "actor.not_allowed",
    "reference.unknown",
    "decision.not_eligible",
    "resource.conflict",
  ],
});

export const addApproverRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => addApprover(ctx, input)), 201);
  });
