import { z } from "@hono/zod-openapi";
import { policy } from "./directory.ts";

const finding = z
  .object({
    level: z.enum(["error", "warning"]),
    rule: z.string(),
    stage: z.string().nullable(),
    pointer: z.string(),
    message: z.string(),
  })
  .openapi("PolicyFinding");

export const checkedPolicy = policy
  .extend({
    findings: z.array(finding).readonly().openapi({
      description: "What in the version will not do what it says; errors stand in the way of publishing",
    }),
  })
  .openapi("CheckedPolicy");
