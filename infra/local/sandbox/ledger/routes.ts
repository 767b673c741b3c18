import { Hono } from "hono";
import { z } from "zod";
import type { Sql } from "../../stand-in/connect.ts";
import { ledgerPageDefault, ledgerPageMax } from "../limits.ts";
import { read } from "../refusal.ts";
import { idSchema } from "../tasks/model.ts";
import { taskTypeSchema } from "../tasks/type.ts";
import { listEntries, readBalance } from "./store.ts";

/** Up to 18 digits, which a bigint always holds. */
const entryId = z.string().regex(/^[0-9]{1,18}$/, "must be a cursor from nextCursor");

const querySchema = z.strictObject({
  tenantId: idSchema.optional(),
  requestId: idSchema.optional(),
  type: taskTypeSchema.optional(),
  limit: z
    .string()
    .regex(/^[0-9]{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(1).max(ledgerPageMax))
    .default(ledgerPageDefault),
  after: entryId.optional(),
});

const balanceSchema = z.strictObject({ tenantId: idSchema });

/** `GET /ledger`, a page at a time with the oldest first, and `GET /ledger/balance` of a tenant. */
export const ledgerRoutes = (sql: Sql): Hono => {
  const routes = new Hono();
  routes.get("/", async (context) => {
    const query = read(context.req.query(), querySchema);
    const found = await listEntries(sql, { ...query, limit: query.limit + 1 });
    const data = found.slice(0, query.limit);
    const nextCursor = found.length > query.limit ? (data.at(-1)?.id ?? null) : null;
    return context.json({ data, nextCursor });
  });
  routes.get("/balance", async (context) => {
    const { tenantId } = read(context.req.query(), balanceSchema);
    return context.json({ data: await readBalance(sql, tenantId) });
  });
  return routes;
};
