import type { z } from "@hono/zod-openapi";
import { type DecidedOrRefused, decideMany } from "../../../services/decisions/index.ts";
import type { App } from "../../app.ts";
import { problemOf } from "../../problem.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { decidedMany, newDecisions } from "../../schemas/verbs.ts";

const contract = tenantRoute("decisions:write", {
  method: "post",
  path: "/v1/decisions",
  operationId: "decideAssignments",
  summary: "Decide many seats, each for itself",
  tags: ["Assignments"],
  request: body(newDecisions),
  responses: { 200: answer("What became of each, in the order given", decidedMany) },
});

type Answered = z.infer<typeof decidedMany>["data"][number];

const present = (answered: DecidedOrRefused, traceId: string): Answered =>
  "decided" in answered
    ? { ...answered, problem: null }
    : {
        assignmentId: answered.assignmentId,
        decided: null,
        problem: problemOf(answered.refused, traceId),
      };

export const decideManyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { decisions, actingMemberId } = c.req.valid("json");
    const inputs = decisions.map(
      (decision) => ({ ...decision, actingMemberId, via: "api", assurance: "api_key" }) as const,
    );
    const answers = await decideMany(c.var.ctx, inputs, c.var.onceKey);
    return c.json({ data: answers.map((answered) => present(answered, c.var.traceId)) }, 200);
  });
