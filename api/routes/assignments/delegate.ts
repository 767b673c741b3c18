import { delegateSeat } from "../../../services/assignments/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { assignment } from "../../schemas/requests.ts";
import { passingOn } from "../../schemas/verbs.ts";

const contract = tenantRoute("decisions:write", {
  method: "post",
  path: "/v1/assignments/{id}/delegate",
  operationId: "delegateAssignment",
  summary: "Let somebody decide a seat in its person's stead",
  tags: ["Assignments"],
  request: { params: itemPath("asg"), ...body(passingOn) },
  responses: { 200: answer("The delegate's seat", assignment, ["Idempotency-Replayed"]) },
  problems: [
    "actor.not_allowed",
    "assignment.not_open",
    "reference.unknown",
    "decision.not_eligible",
    "resource.conflict",
  ],
});

export const delegateRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { assignmentId: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => delegateSeat(ctx, input)), 200);
  });
