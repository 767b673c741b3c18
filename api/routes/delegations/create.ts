import { createDelegation, delegationInputSchema } from "../../../services/delegations/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { delegation } from "../../schemas/delegations.ts";
import { named } from "../../schemas/shapes.ts";

const contract = tenantRoute("delegations:write", {
  method: "post",
  path: "/v1/delegations",
  operationId: "createDelegation",
  summary: "Let somebody decide for somebody else for a time",
  tags: ["Delegations"],
  request: body(named("NewDelegation", delegationInputSchema)),
  responses: { 201: answer("Created", delegation, ["Location", "Idempotency-Replayed"]) },
  problems: [
    "actor.not_allowed",
    "reference.unknown",
    "approval_request.kind_unknown",
    "delegation.cycle",
    "resource.conflict",
  ],
});

export const createDelegationRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createDelegation(ctx, c.req.valid("json")));
    c.header("Location", `/v1/delegations/${created.id}`);
    return c.json(created, 201);
  });
