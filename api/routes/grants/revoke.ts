import { revokeGrant } from "../../../services/grants/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, tenantRoute } from "../../route.ts";
import { grant } from "../../schemas/agent-actions.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("grants:write", {
  method: "post",
  path: "/v1/grants/{id}/revoke",
  operationId: "revokeGrant",
  summary: "End a standing grant before its time",
  tags: ["Agent actions"],
  request: { params: itemPath("grt") },
  responses: { 200: answer("The grant as it is now", grant, ["Idempotency-Replayed"]) },
});

export const revokeGrantRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await once(c, c.var.ctx, (ctx) => revokeGrant(ctx, id)), 200);
  });
