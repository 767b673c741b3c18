import { z } from "@hono/zod-openapi";
import { DomainError } from "../../../services/errors.ts";
import { explainWhy } from "../../../services/policies/index.ts";
import { idSchema } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { explanation } from "../../schemas/policies.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("requests:read", {
  method: "get",
  path: "/v1/approval-requests/{id}/why",
  operationId: "explainApprovalRequest",
  summary: "Why a person has a seat in a request, or not",
  tags: ["Approval requests"],
  request: {
    params: itemPath("req"),
    query: z.strictObject({
      memberId: idSchema("mem")
        .optional()
        .openapi({ param: { name: "memberId", in: "query", required: true } }),
    }),
  },
  responses: { 200: answer("The explanation", explanation) },
  problems: ["reference.unknown"],
});

export const whyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { memberId } = c.req.valid("query");
    if (memberId === undefined) {
      throw new DomainError("query.invalid", {
        detail: "Name the person to explain.",
        errors: [{ pointer: "?memberId", message: "is missing" }],
      });
    }
    return c.json(await explainWhy(c.var.ctx, { requestId: c.req.valid("param").id, memberId }), 200);
  });
