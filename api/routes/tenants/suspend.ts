import { suspendTenant } from "../../../services/tenants/index.ts";
import type { App } from "../../app.ts";
import type { ApiDependencies } from "../../environment.ts";
import { once } from "../../once.ts";
import { onTenant } from "../../operator.ts";
import { answer, operatorRoute } from "../../route.ts";
import { tenantPath } from "../../schemas/shapes.ts";
import { tenant } from "../../schemas/directory.ts";

const contract = operatorRoute({
  method: "post",
  path: "/admin/v1/tenants/{tenantId}/suspend",
  operationId: "suspendTenant",
  summary: "Refuse the keys of a tenant; nothing of it is lost",
  tags: ["Operator"],
  request: { params: tenantPath },
  responses: { 200: answer("The tenant as it is now", tenant, ["Idempotency-Replayed"]) },
});

export const suspendTenantRoute = (app: App, { runtime }: ApiDependencies) =>
  app.openapi(contract, async (c) => {
    const ctx = onTenant(c, runtime, c.req.valid("param").tenantId);
    return c.json(await once(c, ctx, suspendTenant), 200);
  });
