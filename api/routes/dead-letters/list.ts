import { z } from "@hono/zod-openapi";
import type { App } from "../../app.ts";
import type { ApiDependencies } from "../../environment.ts";
import { answer, operatorRoute } from "../../route.ts";
import { idPageQuery, pageOf } from "../../schemas/shapes.ts";
import { deadLetter } from "../../schemas/requests.ts";

const contract = operatorRoute({
  method: "get",
  path: "/admin/v1/dead-letters",
  operationId: "listDeadLetters",
  summary: "Messages that were given up, of all tenants",
  tags: ["Operator"],
  request: { query: z.strictObject(idPageQuery("obx")) },
  responses: { 200: answer("A page, newest first", pageOf(deadLetter)) },
});

export const listDeadLettersRoute = (app: App, { deadLetters }: ApiDependencies) =>
  app.openapi(contract, async (c) => c.json(await deadLetters.list(c.req.valid("query")), 200));
