import { z } from "@hono/zod-openapi";
import { listAssignments } from "../../../services/assignments/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { listedAssignment } from "../../schemas/requests.ts";
import { idSchema } from "../../../services/requests/index.ts";
import { assignmentStatuses } from "../../../services/statuses.ts";

const contract = tenantRoute("requests:read", {
  method: "get",
  path: "/v1/assignments",
  operationId: "listAssignments",
  summary: "A person's inbox, or a request's seats",
  tags: ["Assignments"],
  request: {
    query: z.strictObject({
      ...idPageQuery("asg"),
      approver: idSchema("mem").optional(),
      requestId: idSchema("req").optional(),
      status: z.enum(assignmentStatuses).optional(),
    }),
  },
  responses: { 200: answer("A page, newest first", pageOf(listedAssignment)) },
});

export const listAssignmentsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listAssignments(c.var.ctx, c.req.valid("query")), 200));
