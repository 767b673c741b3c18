import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import {
  createMember,
  getMember,
  listMembers,
  type Member,
  memberInputSchema,
  updateMember,
} from "../../../services/members/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant, readAudit } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
beforeAll(async () => {
  opened = await openRuntime();
});
beforeEach(async () => {
  ctx = await openTenant(opened.runtime);
});
afterAll(() => opened.close());

const create = (name: string, managerId?: Member["id"]) =>
  createMember(ctx, { email: `${name}@northwind.test`, name, managerId });

describe("a member", () => {
  it("is in UTC and English unless told otherwise", async () => {
    const member = await create("nancy");
    expect(member).toMatchObject({
      email: "nancy@northwind.test",
      managerId: null,
      timeZone: "UTC",
      locale: "en",
      approvalLimit: null,
      attributes: {},
      status: "active",
      revision: 1,
    });
    expect(await getMember(ctx, member.id)).toEqual(member);
  });

  it("keeps everything it was made with", async () => {
    const manager = await create("andrew");
    const input = {
      email: "Nancy.Davolio@Northwind.test",
      name: "Nancy Davolio",
      managerId: manager.id,
      timeZone: "Europe/Paris",
      locale: "fr-CH",
      approvalLimit: { amount: "1250.00", currency: "EUR" },
      attributes: { department: "sales", level: 3, remote: true },
    };
    const { id } = await createMember(ctx, input);
    expect(await getMember(ctx, id)).toMatchObject(input);
  });

  it("is audited without its address", async () => {
    const audited = await auditedBy(ctx, () => create("nancy"));
    expect(audited).toMatchObject([{ action: "member.created", target: { type: "member", version: 1 } }]);
    expect(JSON.stringify(await readAudit(ctx))).not.toContain("nancy@");
  });

  it("cannot have an address that is taken, in whatever letters, but may in another tenant", async () => {
    await create("nancy");
    const again = () => createMember(ctx, { email: "NANCY@northwind.TEST", name: "Other" });
    const refusal = await expectRefusal(ctx, again, { code: "resource.conflict", pointers: ["/email"] });
    expect(`${refusal.message} ${JSON.stringify(refusal.errors)}`).not.toMatch(/members_email|nancy/i);
    const other = await openTenant(opened.runtime);
    expect(await createMember(other, { email: "nancy@northwind.test", name: "Nancy" })).toBeDefined();
  });

  it("cannot take over another's address", async () => {
    await create("nancy");
    const { id } = await create("andrew");
    const change = () => updateMember(ctx, { id, revision: 1, email: "Nancy@northwind.test" });
    await expectRefusal(ctx, change, { code: "resource.conflict", pointers: ["/email"] });
  });

  it("is found by its address, whatever its letters", async () => {
    const nancy = await create("nancy");
    await create("andrew");
    const page = { limit: 50, cursor: null };
    expect((await listMembers(ctx, { ...page, email: "NANCY@northwind.test" })).data).toEqual([nancy]);
    expect((await listMembers(ctx, { ...page, email: "nan_y@northwind.test" })).data).toEqual([]);
  });

  it("is listed newest first, page by page, each once", async () => {
    const made = [];
    for (const name of ["a", "b", "c", "d", "e"]) {
      made.unshift((await create(name)).id);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listMembers>> = await listMembers(ctx, { limit: 2, cursor });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(made);
  });

  it("of another tenant is not found and not changed", async () => {
    const { id } = await create("nancy");
    const other = await openTenant(opened.runtime);
    await expectRefusal(other, () => getMember(other, id), { code: "resource.not_found" });
    const change = () => updateMember(other, { id, revision: null, name: "Taken" });
    await expectRefusal(other, change, { code: "resource.not_found" });
    expect(await getMember(ctx, id)).toMatchObject({ name: "nancy", revision: 1 });
  });
});

describe("an update of a member", () => {
  it("changes what it names, audits the fields and raises the revision", async () => {
    const { id } = await create("nancy");
    const audited = await auditedBy(ctx, () =>
      updateMember(ctx, { id, revision: 1, timeZone: "Europe/Paris", status: "disabled" }),
    );
    expect(audited).toMatchObject([
      { action: "member.updated", target: { id, version: 2 }, detail: { fields: ["status", "timeZone"] } },
    ]);
    expect(await getMember(ctx, id)).toMatchObject({
      name: "nancy",
      timeZone: "Europe/Paris",
      status: "disabled",
      revision: 2,
    });
  });

  it("that changes nothing writes nothing", async () => {
    const approvalLimit = { amount: "500.00", currency: "EUR" };
    const attributes = { department: "sales" };
    const before = await createMember(ctx, {
      email: "n@northwind.test",
      name: "N",
      approvalLimit,
      attributes,
    });
    const same = { id: before.id, revision: 1, name: "N", managerId: null, approvalLimit, attributes };
    expect(await auditedBy(ctx, () => updateMember(ctx, same))).toEqual([]);
    expect(await getMember(ctx, before.id)).toEqual(before);
  });

  it("takes a manager and a limit away with null", async () => {
    const { id: managerId } = await create("andrew");
    const approvalLimit = { amount: "500.00", currency: "EUR" };
    const input = { email: "n@northwind.test", name: "N", managerId, approvalLimit };
    const { id } = await createMember(ctx, input);
    const changed = await updateMember(ctx, { id, revision: null, managerId: null, approvalLimit: null });
    expect(changed).toMatchObject({ managerId: null, approvalLimit: null, revision: 2 });
  });

  it("is refused when the member has changed since", async () => {
    const { id } = await create("nancy");
    await updateMember(ctx, { id, revision: 1, name: "Second" });
    const late = () => updateMember(ctx, { id, revision: 1, name: "Third" });
    await expectRefusal(ctx, late, { code: "revision.mismatch" });
    expect(await getMember(ctx, id)).toMatchObject({ name: "Second", revision: 2 });
  });

  it("wins once when several start from one revision", async () => {
    const { id } = await create("nancy");
    const attempts = ["a", "b", "c"].map((name) => updateMember(ctx, { id, revision: 1, name }));
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await getMember(ctx, id)).toMatchObject({ revision: 2 });
  });
});

describe("the reporting line", () => {
  it("cannot name someone who is not in the tenant", async () => {
    const unknown = opened.runtime.ports.ids.next("member");
    const refusal = { code: "reference.unknown", pointers: ["/managerId"] } as const;
    await expectRefusal(ctx, () => create("nancy", unknown), refusal);
    const other = await openTenant(opened.runtime);
    const foreign = await createMember(other, { email: "boss@northwind.test", name: "Boss" });
    await expectRefusal(ctx, () => create("nancy", foreign.id), refusal);
  });

  it("never comes back to the member, directly or over others", async () => {
    const top = await create("top");
    const middle = await create("middle", top.id);
    const bottom = await create("bottom", middle.id);
    const refusal = { code: "member.manager_cycle", pointers: ["/managerId"] } as const;
    for (const managerId of [top.id, middle.id, bottom.id]) {
      const change = () => updateMember(ctx, { id: top.id, revision: null, managerId });
      await expectRefusal(ctx, change, refusal);
    }
  });

  it("never closes a circle, even when two halves of it come at once", async () => {
    for (let round = 0; round < 10; round += 1) {
      const one = await create(`one-${round}`);
      const two = await create(`two-${round}`);
      const results = await Promise.allSettled([
        updateMember(ctx, { id: one.id, revision: null, managerId: two.id }),
        updateMember(ctx, { id: two.id, revision: null, managerId: one.id }),
      ]);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(results.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "member.manager_cycle" },
      });
    }
  });
});

describe("what a client sends to make a member", () => {
  const read = (change: Record<string, unknown>) =>
    memberInputSchema.safeParse({ email: "nancy@northwind.test", name: "Nancy", ...change }).success;

  it.each([["Europe/Paris"], ["UTC"], ["America/Argentina/Buenos_Aires"]])(
    "takes the time zone %s",
    (timeZone) => {
      expect(read({ timeZone })).toBe(true);
    },
  );
  it.each([["Mars/Olympus"], [""], ["+02:00"], ["Europe/Paris "]])("refuses the time zone %j", (timeZone) => {
    expect(read({ timeZone })).toBe(false);
  });
  it.each([["en"], ["fr-CH"], ["zh-Hans-CN"]])("takes the locale %s", (locale) => {
    expect(read({ locale })).toBe(true);
  });
  it.each([["en_US"], [""], ["english"], ["e"]])("refuses the locale %j", (locale) => {
    expect(read({ locale })).toBe(false);
  });
  it("takes an address of 254 characters and no more", () => {
    const domain = `${"d".repeat(60)}.${"d".repeat(60)}.${"d".repeat(60)}.test`;
    const address = (length: number) => `${"n".repeat(length - domain.length - 1)}@${domain}`;
    expect(read({ email: address(254) })).toBe(true);
    expect(read({ email: address(255) })).toBe(false);
  });
  it.each([["nancy"], ["nancy@"], ["nancy@northwind.test\r\nBcc: x@y.test"], [""]])(
    "refuses the address %j",
    (email) => {
      expect(read({ email })).toBe(false);
    },
  );
  it("refuses fields it does not know", () => {
    expect(read({ role: "admin" })).toBe(false);
  });
});
