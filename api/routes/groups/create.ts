import { groupInputSchema, createGroup } from "../../../services/groups/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { etagOf, named } from "../../schemas/shapes.ts";
import { group } from "../../schemas/directory.ts";

const contract = tenantRoute("members:write", {
  method: "post",
  path: "/v1/groups",
  operationId: "createGroup",
  summary: "Add a group",
  tags: ["Groups"],
  request: body(named("NewGroup", groupInputSchema)),
  responses: { 201: answer("Created", group, ["Location", "ETag", "Idempotency-Replayed"]) },
  problems: ["resource.conflict", "reference.unknown"],
});

export const createGroupRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createGroup(ctx, c.req.valid("json")));
    c.header("Location", `/v1/groups/${created.id}`);
    c.header("ETag", etagOf(created));
    return c.json(created, 201);
  });
