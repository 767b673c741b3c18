import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import { createGroup } from "../../../services/groups/index.ts";
import {
  createIntegration,
  disableIntegration,
  getIntegration,
  integrationInputSchema,
  listIntegrations,
} from "../../../services/integrations/index.ts";
import { fieldErrors } from "../../../services/kinds/pointer.ts";
import { createMember, updateMember } from "../../../services/members/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant, readAudit } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
beforeAll(async () => {
  opened = await openRuntime();
  ctx = await openTenant(opened.runtime);
});
afterAll(() => opened.close());

const url = "https://erp.northwind.test/tasks?channel=1";
const create = () => createIntegration(ctx, { tasks: ["payment.*", "stock.reserve"], url });

describe("an integration", () => {
  it("tells its signing secret once and keeps it sealed", async () => {
    const { secret = "", ...created } = await create();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await getIntegration(ctx, created.id)).toEqual(created);
    expect((await listIntegrations(ctx, { limit: 1, cursor: null })).data).toEqual([created]);
    expect(JSON.stringify(await readAudit(ctx))).not.toContain(secret.slice(6));

    const admin = postgres(opened.database.adminUrl, { max: 1 });
    const [row] = await admin`select secret from integrations where id = ${created.id.slice(4)}`;
    await admin.end();
    const sealed: unknown = row?.["secret"];
    if (!Buffer.isBuffer(sealed)) throw new Error("the secret is not kept");
    expect(sealed.includes(secret.slice(6))).toBe(false);
    expect(opened.runtime.ports.vault.open(sealed, `integration:${created.id}`)).toBe(secret);
    expect(() => opened.runtime.ports.vault.open(sealed, "integration:other")).toThrow();
  });

  it("is audited with its host alone, since a path may hold a secret", async () => {
    const audited = await auditedBy(ctx, create);
    expect(audited).toMatchObject([
      { action: "integration.created", detail: { host: "erp.northwind.test" } },
    ]);
    expect(JSON.stringify(audited)).not.toContain("channel");
  });

  it("is disabled once, however often that is asked", async () => {
    const { id } = await create();
    const audited = await auditedBy(ctx, async () => {
      const disabled = await disableIntegration(ctx, id);
      expect(disabled.disabledAt).not.toBeNull();
      expect(await disableIntegration(ctx, id)).toEqual(disabled);
    });
    expect(audited.map(({ action }) => action)).toEqual(["integration.disabled"]);
  });

  it("of another tenant is not found and not disabled", async () => {
    const { id } = await create();
    const other = await openTenant(opened.runtime);
    await expectRefusal(other, () => getIntegration(other, id), { code: "resource.not_found" });
    await expectRefusal(other, () => disableIntegration(other, id), { code: "resource.not_found" });
    expect(await getIntegration(ctx, id)).toMatchObject({ disabledAt: null });
  });
});

describe("an integration that names people", () => {
  it("has neither address nor secret without a system", async () => {
    const { id: member } = await createMember(ctx, { email: "mia@northwind.test", name: "Mia" });
    const created = await createIntegration(ctx, { tasks: ["credit.*"], performer: { member } });
    expect(created).toMatchObject({ url: null, performer: { member } });
    expect(created).not.toHaveProperty("secret");
    expect(await getIntegration(ctx, created.id)).toEqual(created);
  });

  it("may name them beside a system, which has a timeout and a plan of its own", async () => {
    const { id: group } = await createGroup(ctx, { name: "treasury", memberIds: [] });
    const input = { tasks: ["credit.check"], url, performer: { group }, timeoutSeconds: 4 };
    const retry = { attempts: 3, firstDelaySeconds: 0.25, maxDelaySeconds: 7_200 };
    const { secret, ...created } = await createIntegration(ctx, { ...input, retry });
    expect(secret).toMatch(/^whsec_/);
    expect(created).toMatchObject({ ...input, retry });
    expect(await getIntegration(ctx, created.id)).toEqual(created);
  });

  it("has ten seconds and ten attempts unless it says otherwise", async () => {
    const retry = { attempts: 10, firstDelaySeconds: 0.5, maxDelaySeconds: 300 };
    expect(await create()).toMatchObject({ performer: null, timeoutSeconds: 10, retry });
  });

  it("names nobody who is unknown, disabled or another tenant's", async () => {
    const other = await openTenant(opened.runtime);
    const theirs = await createMember(other, { email: "t@contoso.test", name: "T" });
    const theirGroup = await createGroup(other, { name: "theirs", memberIds: [] });
    const gone = await createMember(ctx, { email: "gone@northwind.test", name: "Gone" });
    await updateMember(ctx, { id: gone.id, status: "disabled", revision: null });
    const { ids } = opened.runtime.ports;
    for (const member of [theirs.id, gone.id, ids.next("member")]) {
      const refusal = { code: "reference.unknown", pointers: ["/performer/member"] } as const;
      const attempt = () => createIntegration(ctx, { tasks: ["credit.*"], performer: { member } });
      await expectRefusal(ctx, attempt, refusal);
    }
    for (const group of [theirGroup.id, ids.next("group")]) {
      const refusal = { code: "reference.unknown", pointers: ["/performer/group"] } as const;
      const attempt = () => createIntegration(ctx, { tasks: ["credit.*"], performer: { group } });
      await expectRefusal(ctx, attempt, refusal);
    }
  });
});

describe("an integration's URL", () => {
  const refusal = { code: "body.invalid", pointers: ["/url"] } as const;
  const at = (target: string, allowLoopbackTargets = false) =>
    createIntegration(
      { ...ctx, settings: { ...ctx.settings, allowLoopbackTargets } },
      { tasks: ["payment.*"], url: target },
    );

  it.each([
    "http://erp.northwind.test/tasks",
    "ftp://erp.northwind.test/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "/tasks",
    "https://",
    "https://user:secret@erp.northwind.test/",
    "https://user@erp.northwind.test/",
    "http://127.0.0.1:3000/",
    "https://localhost/",
    "https://127.1/",
    "https://0x7f000001/",
    "https://[::1]/",
  ])("may not be %s in production", async (target) => {
    await expectRefusal(ctx, () => at(target), refusal);
  });

  it.each([
    "http://127.0.0.1:3000/x",
    "http://localhost:3000/x",
    "http://[::1]:3000/x",
    "https://localhost/x",
  ])("may be %s where loopback targets are allowed", async (target) => {
    expect(await at(target, true)).toMatchObject({ url: target });
  });

  it("must be https or loopback even where loopback targets are allowed", async () => {
    await expectRefusal(ctx, () => at("http://erp.northwind.test/", true), refusal);
    await expectRefusal(ctx, () => at("http://user:secret@localhost/", true), refusal);
  });

  it("says in its refusal nothing of the credentials in it", async () => {
    const error = await expectRefusal(ctx, () => at("https://user:hunter2@erp.northwind.test/"), refusal);
    expect(`${error.message} ${JSON.stringify(error.errors)}`).not.toContain("hunter2");
  });
});

describe("what a client sends to make an integration", () => {
  it.each([[["payment.authorize"]], [["payment.*", "stock.*"]]])("names tasks like %j", (tasks) => {
    expect(integrationInputSchema.safeParse({ tasks, url }).success).toBe(true);
  });
  it.each([
    [{ tasks: ["a.b"] }, "/url"],
    [{ timeoutSeconds: 0 }, "/timeoutSeconds"],
    [{ timeoutSeconds: 15 }, "/timeoutSeconds"],
    [{ retry: { attempts: 21 } }, "/retry/attempts"],
    [{ retry: { attempts: 0 } }, "/retry/attempts"],
    [{ retry: { firstDelaySeconds: 0 } }, "/retry/firstDelaySeconds"],
    [{ retry: { firstDelaySeconds: 9, maxDelaySeconds: 8 } }, "/retry/firstDelaySeconds"],
    [{ retry: { maxDelaySeconds: 86_401 } }, "/retry/maxDelaySeconds"],
    [{ performer: { role: "auditor" } }, "/performer"],
    [{ performer: { attribute: {} } }, "/performer/attribute"],
    [{ performer: { role: "tenant_admin", surprise: 1 } }, "/performer/surprise"],
  ])("is refused with %j at %s", (more, pointer) => {
    const { error } = integrationInputSchema.safeParse({
      tasks: ["payment.*"],
      ...(pointer === "/url" ? {} : { url }),
      ...more,
    });
    const pointers = error === undefined ? [] : fieldErrors(error).map((fault) => fault.pointer);
    expect(pointers[0]?.startsWith(pointer)).toBe(true);
  });
  it.each([
    [[]],
    [["*"]],
    [["payment"]],
    [["payment.**"]],
    [["Payment.authorize"]],
    [["payment.authorize\n"]],
  ])("does not name tasks like %j", (tasks) => {
    expect(integrationInputSchema.safeParse({ tasks, url }).success).toBe(false);
  });
});
