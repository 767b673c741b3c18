import { z } from "@hono/zod-openapi";
import { idSchema } from "../../../services/requests/index.ts";
import type { App } from "../../app.ts";
import type { ApiDependencies } from "../../environment.ts";
import { once } from "../../once.ts";
import { onTenant } from "../../operator.ts";
import { answer, operatorRoute } from "../../route.ts";
import { deadLetter } from "../../schemas/requests.ts";

const contract = operatorRoute({
  method: "post",
  path: "/admin/v1/tenants/{tenantId}/dead-letters/{id}/retry",
  operationId: "retryDeadLetter",
  summary: "Send a message again that was given up",
  tags: ["Operator"],
  request: {
    params: z.object({
      tenantId: idSchema("ten").openapi({ type: "string" }),
      id: idSchema("obx").openapi({ type: "string" }),
    }),
  },
  responses: { 200: answer("The message, which waits to be sent", deadLetter, ["Idempotency-Replayed"]) },
});

export const retryDeadLetterRoute = (app: App, { runtime, deadLetters }: ApiDependencies) =>
  app.openapi(contract, async (c) => {
    const { tenantId, id } = c.req.valid("param");
    const ctx = onTenant(c, runtime, tenantId);
    return c.json(await once(c, ctx, (inside) => deadLetters.retry(inside, id)), 200);
  });
