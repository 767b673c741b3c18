import { performance } from "node:perf_hooks";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import { createGroup } from "../../../services/groups/index.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { createMember, updateMember } from "../../../services/members/index.ts";
import { readDirectory } from "../../../services/members/read-directory.ts";
import type { Directory } from "../../../services/policies/model.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
beforeAll(async () => {
  opened = await openRuntime();
});
afterAll(() => opened.close());

const read = (ctx: Context): Promise<Directory> => inTenant(ctx, (tx) => readDirectory(tx, ctx.tenantId));

const manyMembers = 10_000;
/** Far above what it takes (some 100 ms), far below what one statement for each member would. */
const readingMaxMilliseconds = 3_000;

const insertMany = async (ctx: Context): Promise<void> => {
  const tenantId = ctx.tenantId.slice(4);
  const admin = postgres(opened.database.adminUrl, { max: 1 });
  await admin.begin(async (tx) => {
    await tx`insert into groups (tenant_id, id, name) values (${tenantId}, ${tenantId}, 'everyone')`;
    await tx`insert into members (tenant_id, id, email, name, time_zone, locale)
      select ${tenantId}, gen_random_uuid(), 'person-' || n || '@northwind.test', 'Person ' || n, 'UTC', 'en'
      from generate_series(1, ${manyMembers}::integer) n`;
    await tx`insert into group_members (tenant_id, group_id, member_id)
      select tenant_id, ${tenantId}, id from members where tenant_id = ${tenantId}`;
  });
  await admin.end();
};

describe("the directory", () => {
  it("holds nobody in a new tenant", async () => {
    const directory = await read(await openTenant(opened.runtime));
    expect([directory.members.size, directory.groups.size]).toEqual([0, 0]);
  });

  it("holds everyone and every group of the tenant, empty ones and disabled people too", async () => {
    const ctx = await openTenant(opened.runtime);
    const other = await openTenant(opened.runtime);
    await createMember(other, { email: "n@contoso.test", name: "Foreign" });
    const limit = { amount: "5000.00", currency: "EUR" };
    const without = { approvalLimit: null, attributes: {}, roles: [] };
    const boss = await createMember(ctx, {
      email: "a@northwind.test",
      name: "Andrew",
      approvalLimit: limit,
    });
    const input = { email: "n@northwind.test", name: "Nancy", managerId: boss.id };
    const nancy = await createMember(ctx, input);
    await updateMember(ctx, { id: nancy.id, revision: null, status: "disabled" });
    const finance = await createGroup(ctx, { name: "finance", memberIds: [boss.id, nancy.id] });
    const empty = await createGroup(ctx, { name: "empty", memberIds: [] });

    const directory = await read(ctx);
    expect(Object.fromEntries(directory.members)).toEqual({
      [boss.id]: {
        id: boss.id,
        email: boss.email,
        name: "Andrew",
        status: "active",
        managerId: null,
        ...without,
        approvalLimit: limit,
      },
      [nancy.id]: { ...input, ...without, id: nancy.id, status: "disabled" },
    });
    expect(Object.fromEntries(directory.groups)).toEqual({
      [finance.id]: { id: finance.id, name: "finance", memberIds: [boss.id, nancy.id] },
      [empty.id]: { id: empty.id, name: "empty", memberIds: [] },
    });
  });

  it("takes no statement for each of ten thousand people", async () => {
    const ctx = await openTenant(opened.runtime);
    await insertMany(ctx);
    const start = performance.now();
    const directory = await read(ctx);
    expect(performance.now() - start).toBeLessThan(readingMaxMilliseconds);
    expect(directory.members.size).toBe(manyMembers);
    expect([...directory.groups.values()].map(({ memberIds }) => memberIds.length)).toEqual([manyMembers]);
  });
});
