import { createGrant, grantInputSchema } from "../../../services/grants/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { grant } from "../../schemas/agent-actions.ts";
import { named } from "../../schemas/shapes.ts";

const contract = tenantRoute("grants:write", {
  method: "post",
  path: "/v1/grants",
  operationId: "createGrant",
  summary: "Let an agent do something so often, until then, without asking",
  tags: ["Agent actions"],
  request: body(named("NewGrant", grantInputSchema)),
  responses: { 201: answer("Created", grant, ["Location", "Idempotency-Replayed"]) },
  problems: ["reference.unknown", "actor.not_allowed", "resource.conflict"],
});

export const createGrantRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createGrant(ctx, c.req.valid("json")));
    c.header("Location", `/v1/grants/${created.id}`);
    return c.json(created, 201);
  });
