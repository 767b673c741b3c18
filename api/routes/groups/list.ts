import { z } from "@hono/zod-openapi";
import { listGroups } from "../../../services/groups/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { group } from "../../schemas/directory.ts";

const contract = tenantRoute("members:read", {
  method: "get",
  path: "/v1/groups",
  operationId: "listGroups",
  summary: "List groups",
  tags: ["Groups"],
  request: { query: z.strictObject({ ...idPageQuery("grp") }) },
  responses: { 200: answer("A page, newest first", pageOf(group)) },
});

export const listGroupsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listGroups(c.var.ctx, c.req.valid("query")), 200));
