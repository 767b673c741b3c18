import { z } from "@hono/zod-openapi";
import { lineSchema } from "../../../services/kinds/text.ts";
import { idSchema, listRequests, requestInputSchema } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { requestSummary } from "../../schemas/requests.ts";
import { requestStatuses } from "../../../services/statuses.ts";

const filterMaxCharacters = 200;
const filterText = lineSchema(filterMaxCharacters).optional();

const contract = tenantRoute("requests:read", {
  method: "get",
  path: "/v1/approval-requests",
  operationId: "listApprovalRequests",
  summary: "List requests",
  tags: ["Approval requests"],
  request: {
    query: z.strictObject({
      ...idPageQuery("req"),
      status: z.enum(requestStatuses).optional(),
      kind: requestInputSchema.shape.kind.optional(),
      approver: idSchema("mem").optional(),
      requester: idSchema("mem").optional(),
      externalId: filterText,
      text: filterText,
    }),
  },
  responses: { 200: answer("A page, newest first", pageOf(requestSummary)) },
});

export const listApprovalRequestsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listRequests(c.var.ctx, c.req.valid("query")), 200));
