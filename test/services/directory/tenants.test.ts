import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import { operatorContext } from "../../../services/operator-context.ts";
import {
  createTenant,
  getTenant,
  listTenants,
  resumeTenant,
  suspendTenant,
  updateTenant,
} from "../../../services/tenants/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant, readAudit } from "../../support/tenant.ts";

let opened: TestRuntime;
beforeAll(async () => {
  opened = await openRuntime();
});
afterAll(() => opened.close());

const newContext = (): Context =>
  operatorContext(opened.runtime, opened.runtime.ports.ids.next("tenant"), "trace-operator");

describe("a tenant", () => {
  it("is active when it is created, and its log begins with that", async () => {
    const ctx = newContext();
    const tenant = await createTenant(ctx, { name: "Contoso" });
    expect(tenant).toMatchObject({ id: ctx.tenantId, name: "Contoso", status: "active", revision: 1 });
    expect(await getTenant(ctx)).toEqual(tenant);
    expect(await readAudit(ctx)).toMatchObject([
      {
        seq: 1,
        action: "tenant.created",
        actor: { type: "operator" },
        auth: { method: "operator_token" },
        traceId: "trace-operator",
        target: { type: "tenant", id: ctx.tenantId, version: 1 },
      },
    ]);
  });

  it("that was never created is not found", async () => {
    await expect(getTenant(newContext())).rejects.toMatchObject({ code: "resource.not_found" });
    await expect(suspendTenant(newContext())).rejects.toMatchObject({ code: "resource.not_found" });
  });

  it("gets a new revision with a new name", async () => {
    const ctx = await openTenant(opened.runtime);
    const audited = await auditedBy(ctx, () => updateTenant(ctx, { name: "Fabrikam", revision: 1 }));
    expect(audited).toMatchObject([{ action: "tenant.updated", target: { version: 2 } }]);
    expect(await getTenant(ctx)).toMatchObject({ name: "Fabrikam", revision: 2 });
  });

  it("says where answers to its mails go, until that is taken away", async () => {
    const ctx = newContext();
    await createTenant(ctx, { name: "Contoso", replyTo: "desk@contoso.example" });
    expect(await getTenant(ctx)).toMatchObject({ replyTo: "desk@contoso.example" });
    const { data } = await listTenants(opened.runtime, { limit: 1, cursor: null });
    expect(data).toMatchObject([{ id: ctx.tenantId, replyTo: "desk@contoso.example" }]);
    await updateTenant(ctx, { name: "Contoso", replyTo: null, revision: null });
    expect(await getTenant(ctx)).toMatchObject({ replyTo: null, revision: 2 });
  });

  it("is not touched by an update that changes nothing", async () => {
    const ctx = await openTenant(opened.runtime, "Same");
    const before = await getTenant(ctx);
    expect(await auditedBy(ctx, () => updateTenant(ctx, { name: "Same", revision: null }))).toEqual([]);
    expect(await getTenant(ctx)).toEqual(before);
  });

  it("refuses a change to a revision that is gone", async () => {
    const ctx = await openTenant(opened.runtime);
    await updateTenant(ctx, { name: "Second", revision: 1 });
    const late = () => updateTenant(ctx, { name: "Third", revision: 1 });
    await expectRefusal(ctx, late, { code: "revision.mismatch" });
    expect(await getTenant(ctx)).toMatchObject({ name: "Second", revision: 2 });
  });

  it("keeps everything while it is suspended, and is audited once each way", async () => {
    const ctx = await openTenant(opened.runtime);
    const audited = await auditedBy(ctx, async () => {
      expect(await suspendTenant(ctx)).toMatchObject({ status: "suspended" });
      await suspendTenant(ctx);
      expect(await resumeTenant(ctx)).toMatchObject({ status: "active", name: "Northwind" });
      await resumeTenant(ctx);
    });
    expect(audited.map(({ action }) => action)).toEqual(["tenant.suspended", "tenant.resumed"]);
  });

  it("is listed for the operator, newest first, page by page", async () => {
    const newer = [await openTenant(opened.runtime, "One"), await openTenant(opened.runtime, "Two")];
    const first = await listTenants(opened.runtime, { limit: 1, cursor: null });
    expect(first.data.map(({ id }) => id)).toEqual([newer[1]?.tenantId]);
    const second = await listTenants(opened.runtime, { limit: 1, cursor: first.nextCursor });
    expect(second.data.map(({ id }) => id)).toEqual([newer[0]?.tenantId]);
    const all = await listTenants(opened.runtime, { limit: 200, cursor: null });
    expect(all.nextCursor).toBeNull();
    expect(new Set(all.data.map(({ id }) => id)).size).toBe(all.data.length);
  });
});
