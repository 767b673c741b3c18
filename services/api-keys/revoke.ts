import { findApiKey, revokeApiKeyRow } from "../../db/queries/api-keys.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type ApiKey, toApiKey } from "./record.ts";

/** Ends a key at once; a second call answers the same. Throws `resource.not_found`. */
export const revokeApiKey = (ctx: Context, keyId: Id<"apiKey">): Promise<ApiKey> =>
  inTenant(ctx, async (tx, unit) => {
    const revoked = await revokeApiKeyRow(tx, ctx.tenantId, keyId);
    if (revoked === undefined) {
      const known = await findApiKey(tx, ctx.tenantId, keyId);
      if (known === undefined) {
        throw notFound();
      }
      return toApiKey(known);
    }
    await record(unit, { action: "api_key.revoked", target: { type: "api_key", id: keyId } });
    return toApiKey(revoked);
  });
