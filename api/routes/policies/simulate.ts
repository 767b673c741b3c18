import { simulatePolicy } from "../../../services/policies/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { newSimulation, simulation } from "../../schemas/policies.ts";
import { itemPath } from "../../schemas/shapes.ts";

const contract = tenantRoute("policies:read", {
  method: "post",
  path: "/v1/policies/{id}/simulate",
  operationId: "simulatePolicy",
  summary: "What a version would have made of the last requests",
  tags: ["Policies"],
  request: { params: itemPath("pol"), ...body(newSimulation) },
  responses: {
    200: answer("What would have gone another way", simulation, ["Idempotency-Replayed"]),
  },
  problems: ["reference.unknown"],
});

export const simulatePolicyRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const input = { policyId: c.req.valid("param").id, ...c.req.valid("json") };
    return c.json(await once(c, c.var.ctx, (ctx) => simulatePolicy(ctx, input)), 200);
  });
