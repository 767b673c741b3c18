import { listKinds } from "../../../services/kinds/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { kindList } from "../../schemas/kinds.ts";

const contract = tenantRoute("policies:read", {
  method: "get",
  path: "/v1/kinds",
  operationId: "listKinds",
  summary: "List the kinds of requests, with an example of each",
  tags: ["Kinds"],
  responses: { 200: answer("All of them, by name", kindList) },
});

export const listKindsRoute = (app: App) =>
  app.openapi(contract, (c) => c.json({ data: listKinds(c.var.ctx) }, 200));
