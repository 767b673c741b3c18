import { getTenant } from "../../../services/tenants/index.ts";
import type { App } from "../../app.ts";
import type { ApiDependencies } from "../../environment.ts";
import { onTenant } from "../../operator.ts";
import { answer, operatorRoute } from "../../route.ts";
import { etagOf, tenantPath } from "../../schemas/shapes.ts";
import { tenant } from "../../schemas/directory.ts";

const contract = operatorRoute({
  method: "get",
  path: "/admin/v1/tenants/{tenantId}",
  operationId: "getTenant",
  summary: "Get a tenant",
  tags: ["Operator"],
  request: { params: tenantPath },
  responses: { 200: answer("The tenant", tenant, ["ETag"]) },
});

export const getTenantRoute = (app: App, { runtime }: ApiDependencies) =>
  app.openapi(contract, async (c) => {
    const found = await getTenant(onTenant(c, runtime, c.req.valid("param").tenantId));
    c.header("ETag", etagOf(found));
    return c.json(found, 200);
  });
