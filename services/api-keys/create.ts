import { insertApiKey } from "../../db/queries/api-keys.ts";
import { databaseTime } from "../../db/queries/clock.ts";
import { findTenant } from "../../db/queries/tenants.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { formatKey, hashKey, keyEntropyBytes, keyHint } from "./key.ts";
import { type ApiKey, toApiKey } from "./record.ts";
import type { Scope } from "./scopes.ts";

type NewApiKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt?: string | undefined;
};

/**
 * Makes a key and answers its text, this once: only its hash is kept. Throws `resource.not_found` and, for
 * an `expiresAt` that has passed, `body.invalid`.
 */
export const createApiKey = (
  ctx: Context,
  { name, scopes, expiresAt }: NewApiKey,
): Promise<ApiKey & { readonly key: string }> =>
  inTenant(ctx, async (tx, unit) => {
    if ((await findTenant(tx, ctx.tenantId)) === undefined) {
      throw notFound();
    }
    if (expiresAt !== undefined && new Date(expiresAt) <= (await databaseTime(tx))) {
      throw new DomainError("body.invalid", {
        detail: "A key that has expired opens nothing.",
        errors: [{ pointer: "/expiresAt", message: "must lie in the future" }],
      });
    }
    const key = formatKey(ctx.ports.ids.random(keyEntropyBytes));
    const row = await insertApiKey(tx, {
      tenantId: ctx.tenantId,
      id: ctx.ports.ids.next("apiKey"),
      name,
      keyHash: hashKey(key),
      hint: keyHint(key),
      scopes: [...scopes],
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    });
    const created = toApiKey(row);
    await record(unit, {
      action: "api_key.created",
      target: { type: "api_key", id: created.id },
      detail: { name, scopes, expiresAt: created.expiresAt },
    });
    return { ...created, key };
  });
