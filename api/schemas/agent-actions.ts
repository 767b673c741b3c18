import { z } from "@hono/zod-openapi";
import { argumentsSchema, toolSchema } from "../../services/agent-actions/index.ts";
import { id, moment, nullableMoment } from "./shapes.ts";

const tokenMaxCharacters = 200;
const action = { tool: z.string(), arguments: z.record(z.string(), z.unknown()) };
const bound = { requestId: id("req"), requestVersion: z.number().int(), contentHash: z.string() };

export const grant = z
  .object({
    id: id("grt"),
    agentEmail: z.string(),
    tool: z.string(),
    argumentsPattern: z.record(z.string(), z.unknown()),
    usesMax: z.number().int(),
    uses: z.number().int(),
    endsAt: moment,
    reason: z.string().nullable(),
    grantedById: id("mem"),
    createdAt: moment,
    revokedAt: nullableMoment,
  })
  .openapi("Grant");

export const actionToken = z
  .object({ token: z.string(), ...bound, ...action, expiresAt: moment })
  .openapi("ActionToken");

export const redemption = z
  .strictObject({
    token: z.string().min(1).max(tokenMaxCharacters),
    tool: toolSchema,
    arguments: argumentsSchema,
  })
  .openapi("Redemption");

export const redeemedAction = z.object({ ...bound, ...action, redeemedAt: moment }).openapi("RedeemedAction");
