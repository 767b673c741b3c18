import { z } from "@hono/zod-openapi";
import { listMembers } from "../../../services/members/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { member } from "../../schemas/directory.ts";

const contract = tenantRoute("members:read", {
  method: "get",
  path: "/v1/members",
  operationId: "listMembers",
  summary: "List people",
  tags: ["Members"],
  request: { query: z.strictObject({ ...idPageQuery("mem"), email: z.email().optional() }) },
  responses: { 200: answer("A page, newest first", pageOf(member)) },
});

export const listMembersRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listMembers(c.var.ctx, c.req.valid("query")), 200));
