import { groupChangeSchema, updateGroup } from "../../../services/groups/index.ts";
import type { App } from "../../app.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { etagOf, ifMatchHeader, itemPath, named, revisionOf } from "../../schemas/shapes.ts";
import { group } from "../../schemas/directory.ts";

const contract = tenantRoute("members:write", {
  method: "patch",
  path: "/v1/groups/{id}",
  operationId: "updateGroup",
  summary: "Change a group",
  tags: ["Groups"],
  request: {
    params: itemPath("grp"),
    headers: ifMatchHeader,
    ...body(named("GroupChange", groupChangeSchema)),
  },
  responses: { 200: answer("As it is now", group, ["ETag"]) },
  problems: ["revision.mismatch", "resource.conflict", "reference.unknown"],
});

export const updateGroupRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { id } = c.req.valid("param");
    const revision = revisionOf(c.req.valid("header")["If-Match"]);
    const changed = await updateGroup(c.var.ctx, { ...c.req.valid("json"), id, revision });
    c.header("ETag", etagOf(changed));
    return c.json(changed, 200);
  });
