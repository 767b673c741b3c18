import { getDocument } from "../../../services/documents/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { document } from "../../schemas/documents.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("tasks:read", {
  method: "get",
  path: "/v1/documents/{id}",
  operationId: "getDocument",
  summary: "What somebody handed in with a task, without its content",
  tags: ["Documents"],
  request: { params: itemPath("doc") },
  responses: { 200: answer("The resource", document) },
});

export const getDocumentRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await getDocument(c.var.ctx, c.req.valid("param").id), 200));
