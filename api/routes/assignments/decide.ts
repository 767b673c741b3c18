import { decide } from "../../../services/decisions/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";
import { decided, newDecision } from "../../schemas/requests.ts";

const contract = tenantRoute("decisions:write", {
  method: "post",
  path: "/v1/assignments/{id}/decision",
  operationId: "decideAssignment",
  summary: "Decide a seat",
  tags: ["Assignments"],
  request: { params: itemPath("asg"), ...body(newDecision) },
  responses: { 200: answer("The recorded decision, of now or of before", decided, ["Idempotency-Replayed"]) },
  problems: [
    "assignment.not_open",
    "decision.recorded_otherwise",
    "decision.version_outdated",
    "decision.deadline_passed",
    "decision.not_eligible",
    "decision.assurance_too_low",
    "decision.reason_required",
  ],
});

export const decideRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = {
      ...c.req.valid("json"),
      assignmentId: c.req.valid("param").id,
      via: "api",
      assurance: "api_key",
    } as const;
    return c.json(await once(c, c.var.ctx, (ctx) => decide(ctx, input)), 200);
  });
