import { memberInputSchema, createMember } from "../../../services/members/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { etagOf, named } from "../../schemas/shapes.ts";
import { member } from "../../schemas/directory.ts";

const contract = tenantRoute("members:write", {
  method: "post",
  path: "/v1/members",
  operationId: "createMember",
  summary: "Add a person",
  tags: ["Members"],
  request: body(named("NewMember", memberInputSchema)),
  responses: { 201: answer("Created", member, ["Location", "ETag", "Idempotency-Replayed"]) },
  problems: ["resource.conflict", "reference.unknown"],
});

export const createMemberRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const created = await once(c, c.var.ctx, (ctx) => createMember(ctx, c.req.valid("json")));
    c.header("Location", `/v1/members/${created.id}`);
    c.header("ETag", etagOf(created));
    return c.json(created, 201);
  });
