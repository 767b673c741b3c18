import { z } from "@hono/zod-openapi";
import { listDocuments } from "../../../services/documents/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { document } from "../../schemas/documents.ts";
import { idPageQuery, itemPath, pageOf } from "../../schemas/shapes.ts";

const contract = tenantRoute("tasks:read", {
  method: "get",
  path: "/v1/approval-requests/{id}/documents",
  operationId: "listDocuments",
  summary: "What was handed in with a request's tasks",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), query: z.strictObject({ ...idPageQuery("doc") }) },
  responses: { 200: answer("A page, newest first", pageOf(document)) },
});

export const listDocumentsRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { requestId: c.req.valid("param").id, ...c.req.valid("query") };
    return c.json(await listDocuments(c.var.ctx, input), 200);
  });
