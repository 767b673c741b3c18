import { Hono } from "hono";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { nonNegativeMoneySchema } from "../../../../services/money/model.ts";
import type { Sql } from "../../stand-in/connect.ts";
import { secretCharactersMax, stockQuantityMax } from "../limits.ts";
import { parseJson, read } from "../refusal.ts";
import { idSchema } from "../tasks/model.ts";
import { addSecret, setPrice, setStock } from "./store.ts";

const isUsable = (secret: string): boolean => {
  try {
    return new Webhook(secret) instanceof Webhook;
  } catch {
    return false;
  }
};

const secretSchema = z.strictObject({
  secret: z
    .string()
    .max(secretCharactersMax)
    .regex(/^whsec_[A-Za-z0-9+/]+=*$/, "must be whsec_ and base64")
    .refine(isUsable, "must be whsec_ and base64"),
});
const stockSchema = z.strictObject({ quantity: z.int().min(0).max(stockQuantityMax) });
const priceSchema = z.strictObject({ unitPrice: nonNegativeMoneySchema });
const parametersSchema = z.object({ tenantId: idSchema, sku: idSchema.optional() });

/** What a tenant sets up in its systems: the secret that tasks are signed with, what is in stock and what it costs. */
export const tenantRoutes = (sql: Sql): Hono => {
  const routes = new Hono();
  routes.put("/:tenantId/secret", async (context) => {
    const { tenantId } = read(context.req.param(), parametersSchema);
    const { secret } = read(parseJson(await context.req.text()), secretSchema);
    await addSecret(sql, tenantId, secret);
    return context.json({ tenantId });
  });
  routes.put("/:tenantId/stock/:sku", async (context) => {
    const { tenantId, sku } = read(context.req.param(), parametersSchema.required());
    const { quantity } = read(parseJson(await context.req.text()), stockSchema);
    await setStock(sql, { tenantId, sku, quantity });
    return context.json({ tenantId, sku, quantity });
  });
  routes.put("/:tenantId/prices/:sku", async (context) => {
    const { tenantId, sku } = read(context.req.param(), parametersSchema.required());
    const { unitPrice } = read(parseJson(await context.req.text()), priceSchema);
    await setPrice(sql, { tenantId, sku, unitPrice });
    return context.json({ tenantId, sku, unitPrice });
  });
  return routes;
};
