import { reassign } from "../../../services/assignments/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { assignment } from "../../schemas/requests.ts";
import { passingOn } from "../../schemas/verbs.ts";

const contract = tenantRoute("decisions:write", {
  method: "post",
  path: "/v1/assignments/{id}/reassign",
  operationId: "reassignAssignment",
  summary: "Give a seat to somebody else for good",
  tags: ["Assignments"],
  request: { params: itemPath("asg"), ...body(passingOn) },
  responses: { 200: answer("The taker's seat", assignment, ["Idempotency-Replayed"]) },
  problems: [
    "actor.not_allowed",
    "assignment.not_open",
    "reference.unknown",
    "decision.not_eligible",
    "resource.conflict",
  ],
});

export const reassignRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { assignmentId: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => reassign(ctx, input)), 200);
  });
