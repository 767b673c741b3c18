import { z } from "@hono/zod-openapi";
import { listTenants } from "../../../services/tenants/index.ts";
import type { App } from "../../app.ts";
import type { ApiDependencies } from "../../environment.ts";
import { answer, operatorRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { tenant } from "../../schemas/directory.ts";

const contract = operatorRoute({
  method: "get",
  path: "/admin/v1/tenants",
  operationId: "listTenants",
  summary: "List tenants",
  tags: ["Operator"],
  request: { query: z.strictObject(idPageQuery("ten")) },
  responses: { 200: answer("A page, newest first", pageOf(tenant)) },
});

export const listTenantsRoute = (app: App, { runtime }: ApiDependencies) =>
  app.openapi(contract, async (c) => c.json(await listTenants(runtime, c.req.valid("query")), 200));
