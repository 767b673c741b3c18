import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  authenticateApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from "../../../services/api-keys/index.ts";
import { formatKey, hashKey, keyEntropyBytes } from "../../../services/api-keys/key.ts";
import type { Context } from "../../../services/context.ts";
import { resumeTenant, suspendTenant } from "../../../services/tenants/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant, readAudit } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
beforeAll(async () => {
  opened = await openRuntime();
  ctx = await openTenant(opened.runtime);
});
afterAll(() => opened.close());

const create = (expiresAt?: string) =>
  createApiKey(ctx, { name: "shop", scopes: ["requests:read", "requests:write"], expiresAt });
const inAMinute = () => new Date(Date.now() + 60_000).toISOString();
const authenticate = (key: string) => authenticateApiKey(opened.runtime, key);

describe("an API key", () => {
  it("opens its tenant with its scopes", async () => {
    const { id, key } = await create();
    expect(await authenticate(key)).toEqual({
      tenantId: ctx.tenantId,
      tenantStatus: "active",
      keyId: id,
      scopes: ["requests:read", "requests:write"],
    });
  });

  it("is told once: neither the list, nor the log, nor the table holds it", async () => {
    const { key, ...created } = await create();
    const listed = await listApiKeys(ctx, { limit: 1, cursor: null });
    expect(listed.data).toEqual([created]);
    expect(created.hint).toBe(key.slice(-4));
    expect(JSON.stringify(await readAudit(ctx))).not.toContain(key.slice(0, -4));
    const admin = postgres(opened.database.adminUrl, { max: 1 });
    const [row] =
      await admin`select api_keys::text as text, key_hash from api_keys where id = ${created.id.slice(4)}`;
    await admin.end();
    expect(row?.["text"]).not.toContain(key.slice(0, -4));
    expect(row?.["key_hash"]).toEqual(hashKey(key));
  });

  it("that nobody made opens nothing, well-formed or not", async () => {
    expect(await authenticate(formatKey(opened.runtime.ports.ids.random(keyEntropyBytes)))).toBeNull();
    expect(await authenticate("csk_")).toBeNull();
    expect(await authenticate("")).toBeNull();
  });

  it("opens nothing once it has expired", async () => {
    const { id, key } = await create(inAMinute());
    expect(await authenticate(key)).not.toBeNull();
    const admin = postgres(opened.database.adminUrl, { max: 1 });
    await admin`update api_keys set expires_at = clock_timestamp() where id = ${id.slice(4)}`;
    await admin.end();
    expect(await authenticate(key)).toBeNull();
  });

  it("that would have expired before it was made is refused", async () => {
    const late = () => create(new Date(Date.now() - 1000).toISOString());
    await expectRefusal(ctx, late, { code: "body.invalid", pointers: ["/expiresAt"] });
  });

  it("opens nothing once it is revoked, which is audited once", async () => {
    const { id, key } = await create();
    const audited = await auditedBy(ctx, async () => {
      const revoked = await revokeApiKey(ctx, id);
      expect(revoked.revokedAt).not.toBeNull();
      expect(await revokeApiKey(ctx, id)).toEqual(revoked);
    });
    expect(audited).toMatchObject([{ action: "api_key.revoked", target: { type: "api_key", id } }]);
    expect(await authenticate(key)).toBeNull();
  });

  it("tells that its tenant is suspended", async () => {
    const { key } = await create();
    await suspendTenant(ctx);
    expect(await authenticate(key)).toMatchObject({ tenantStatus: "suspended" });
    await resumeTenant(ctx);
    expect(await authenticate(key)).toMatchObject({ tenantStatus: "active" });
  });

  it("of another tenant cannot be revoked", async () => {
    const { id, key } = await create();
    const other = await openTenant(opened.runtime);
    await expectRefusal(other, () => revokeApiKey(other, id), { code: "resource.not_found" });
    expect(await authenticate(key)).not.toBeNull();
  });

  it("cannot be made for a tenant that is not there", async () => {
    const nowhere = { ...ctx, tenantId: opened.runtime.ports.ids.next("tenant") };
    await expect(createApiKey(nowhere, { name: "shop", scopes: ["runs:read"] })).rejects.toMatchObject({
      code: "resource.not_found",
    });
  });
});
