import { revokeDelegation } from "../../../services/delegations/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, tenantRoute } from "../../route.ts";
import { delegation } from "../../schemas/delegations.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("delegations:write", {
  method: "post",
  path: "/v1/delegations/{id}/revoke",
  operationId: "revokeDelegation",
  summary: "End a delegation before its time",
  tags: ["Delegations"],
  request: { params: itemPath("dlg") },
  responses: { 200: answer("The delegation as it is now", delegation, ["Idempotency-Replayed"]) },
});

export const revokeDelegationRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await once(c, c.var.ctx, (ctx) => revokeDelegation(ctx, id)), 200);
  });
