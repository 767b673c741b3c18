import { updateTenant } from "../../../services/tenants/index.ts";
import type { App } from "../../app.ts";
import type { ApiDependencies } from "../../environment.ts";
import { onTenant } from "../../operator.ts";
import { answer, body, operatorRoute } from "../../route.ts";
import { etagOf, ifMatchHeader, revisionOf, tenantPath } from "../../schemas/shapes.ts";
import { tenant, tenantChange } from "../../schemas/directory.ts";

const contract = operatorRoute({
  method: "patch",
  path: "/admin/v1/tenants/{tenantId}",
  operationId: "updateTenant",
  summary: "Change a tenant",
  tags: ["Operator"],
  request: { params: tenantPath, headers: ifMatchHeader, ...body(tenantChange) },
  responses: { 200: answer("The tenant as it is now", tenant, ["ETag"]) },
  problems: ["revision.mismatch"],
});

export const updateTenantRoute = (app: App, { runtime }: ApiDependencies) =>
  app.openapi(contract, async (c) => {
    const revision = revisionOf(c.req.valid("header")["If-Match"]);
    const ctx = onTenant(c, runtime, c.req.valid("param").tenantId);
    const changed = await updateTenant(ctx, { revision, ...c.req.valid("json") });
    c.header("ETag", etagOf(changed));
    return c.json(changed, 200);
  });
