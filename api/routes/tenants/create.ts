import type { ApiDependencies } from "../../environment.ts";
import type { Context } from "../../../services/context.ts";
import { createTenant } from "../../../services/tenants/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { newTenantContext } from "../../operator.ts";
import { answer, body, operatorRoute } from "../../route.ts";
import { etagOf } from "../../schemas/shapes.ts";
import { newTenant, tenant } from "../../schemas/directory.ts";

const contract = operatorRoute({
  method: "post",
  path: "/admin/v1/tenants",
  operationId: "createTenant",
  summary: "Create a tenant",
  tags: ["Operator"],
  request: body(newTenant),
  responses: { 201: answer("Created", tenant, ["Location", "ETag", "Idempotency-Replayed"]) },
});

export const createTenantRoute = (app: App, { runtime, operatorToken }: ApiDependencies) =>
  app.openapi(contract, async (c) => {
    const ctx = newTenantContext(c, runtime, operatorToken);
    const create = (inside: Context) => createTenant(inside, c.req.valid("json"));
    const created = await once(c, ctx, create, { lifeHours: null });
    c.header("Location", `/admin/v1/tenants/${created.id}`);
    c.header("ETag", etagOf(created));
    return c.json(created, 201);
  });
