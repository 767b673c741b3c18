import { z } from "@hono/zod-openapi";
import { listDelegations } from "../../../services/delegations/index.ts";
import { idSchema } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { delegation } from "../../schemas/delegations.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";

const contract = tenantRoute("delegations:read", {
  method: "get",
  path: "/v1/delegations",
  operationId: "listDelegations",
  summary: "List delegations",
  tags: ["Delegations"],
  request: {
    query: z.strictObject({
      ...idPageQuery("dlg"),
      principal: idSchema("mem").optional(),
      delegate: idSchema("mem").optional(),
      active: z
        .enum(["true", "false"])
        .transform((text) => text === "true")
        .optional()
        .openapi({ type: "string", enum: ["true", "false"], description: "Whether it is in force now" }),
    }),
  },
  responses: { 200: answer("A page, newest first", pageOf(delegation)) },
});

export const listDelegationsRoute = (app: App) =>
  app.openapi(contract, async (c) => c.json(await listDelegations(c.var.ctx, c.req.valid("query")), 200));
