import { getTenant } from "../../../services/tenants/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { tenant } from "../../schemas/directory.ts";

const contract = tenantRoute("tenant:read", {
  method: "get",
  path: "/v1/tenant",
  operationId: "getOwnTenant",
  summary: "The tenant that the key is of",
  tags: ["Tenant"],
  responses: { 200: answer("The tenant", tenant) },
});

export const getOwnTenantRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await getTenant(c.var.ctx), 200));
