import { z } from "@hono/zod-openapi";
import { listComments } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, itemPath, pageOf } from "../../schemas/shapes.ts";
import { comment } from "../../schemas/verbs.ts";

const contract = tenantRoute("requests:read", {
  method: "get",
  path: "/v1/approval-requests/{id}/comments",
  operationId: "listComments",
  summary: "What was said about a request",
  tags: ["Approval requests"],
  request: { params: itemPath("req"), query: z.strictObject({ ...idPageQuery("cmt") }) },
  responses: { 200: answer("A page, newest first", pageOf(comment)) },
});

export const listCommentsRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { requestId: c.req.valid("param").id, ...c.req.valid("query") };
    return c.json(await listComments(c.var.ctx, input), 200);
  });
