import { z } from "@hono/zod-openapi";
import { listAuditEvents } from "../../../services/audit/index.ts";
import { idSchema } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { pageOf, pageQuery } from "../../schemas/shapes.ts";
import { auditEvent } from "../../schemas/requests.ts";

/** The sequence number of the last event seen. */
const cursor = z.string().regex(/^[0-9]{1,15}$/, "must be a nextCursor as it was given");
const actionForm = /^[a-z_]{1,60}\.[a-z_]{1,60}$/;
const targetForm = /^[a-z]{3}_[0-9a-f-]{36}$/;

const contract = tenantRoute("audit:read", {
  method: "get",
  path: "/v1/audit-events",
  operationId: "listAuditEvents",
  summary: "The audit log",
  tags: ["Audit"],
  request: {
    query: z.strictObject({
      ...pageQuery(cursor),
      action: z.string().regex(actionForm, "must be an action like decision.recorded").optional(),
      target: z.string().regex(targetForm, "must be the id of a target").optional(),
      requestId: idSchema("req").optional(),
    }),
  },
  responses: { 200: answer("A page, oldest first", pageOf(auditEvent)) },
});

export const listAuditEventsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listAuditEvents(c.var.ctx, c.req.valid("query")), 200));
