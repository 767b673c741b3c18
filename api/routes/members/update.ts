import { memberChangeSchema, updateMember } from "../../../services/members/index.ts";
import type { App } from "../../app.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { etagOf, ifMatchHeader, itemPath, named, revisionOf } from "../../schemas/shapes.ts";
import { member } from "../../schemas/directory.ts";

const contract = tenantRoute("members:write", {
  method: "patch",
  path: "/v1/members/{id}",
  operationId: "updateMember",
  summary: "Change a person",
  tags: ["Members"],
  request: {
    params: itemPath("mem"),
    headers: ifMatchHeader,
    ...body(named("MemberChange", memberChangeSchema)),
  },
  responses: { 200: answer("As it is now", member, ["ETag"]) },
  problems: ["revision.mismatch", "resource.conflict", "reference.unknown", "member.manager_cycle"],
});

export const updateMemberRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { id } = c.req.valid("param");
    const revision = revisionOf(c.req.valid("header")["If-Match"]);
    const changed = await updateMember(c.var.ctx, { ...c.req.valid("json"), id, revision });
    c.header("ETag", etagOf(changed));
    return c.json(changed, 200);
  });
