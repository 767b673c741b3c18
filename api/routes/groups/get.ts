import { getGroup } from "../../../services/groups/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { etagOf, itemPath } from "../../schemas/shapes.ts";
import { group } from "../../schemas/directory.ts";

const contract = tenantRoute("members:read", {
  method: "get",
  path: "/v1/groups/{id}",
  operationId: "getGroup",
  summary: "Get a group",
  tags: ["Groups"],
  request: { params: itemPath("grp") },
  responses: { 200: answer("The resource", group, ["ETag"]) },
});

export const getGroupRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const found = await getGroup(c.var.ctx, c.req.valid("param").id);
    c.header("ETag", etagOf(found));
    return c.json(found, 200);
  });
