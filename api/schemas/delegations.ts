import { z } from "@hono/zod-openapi";
import { id, moment, money, nullable, nullableMoment } from "./shapes.ts";

export const delegation = z
  .object({
    id: id("dlg"),
    principalId: id("mem"),
    delegateId: id("mem"),
    kinds: nullable(z.array(z.string()).readonly()),
    amountLimit: nullable(money),
    startsAt: moment,
    endsAt: moment,
    reason: z.string().nullable(),
    createdAt: moment,
    revokedAt: nullableMoment,
  })
  .openapi("Delegation");
