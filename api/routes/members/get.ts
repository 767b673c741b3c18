import { getMember } from "../../../services/members/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { etagOf, itemPath } from "../../schemas/shapes.ts";
import { member } from "../../schemas/directory.ts";

const contract = tenantRoute("members:read", {
  method: "get",
  path: "/v1/members/{id}",
  operationId: "getMember",
  summary: "Get a person",
  tags: ["Members"],
  request: { params: itemPath("mem") },
  responses: { 200: answer("The resource", member, ["ETag"]) },
});

export const getMemberRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const found = await getMember(c.var.ctx, c.req.valid("param").id);
    c.header("ETag", etagOf(found));
    return c.json(found, 200);
  });
