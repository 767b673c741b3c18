import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import {
  createGroup,
  getGroup,
  groupInputSchema,
  listGroups,
  updateGroup,
} from "../../../services/groups/index.ts";
import { createMember, type Member } from "../../../services/members/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
let nancy: Member["id"];
let andrew: Member["id"];
beforeAll(async () => {
  opened = await openRuntime();
});
beforeEach(async () => {
  ctx = await openTenant(opened.runtime);
  nancy = await create("nancy");
  andrew = await create("andrew");
});
afterAll(() => opened.close());

const create = async (name: string): Promise<Member["id"]> =>
  (await createMember(ctx, { email: `${name}@northwind.test`, name })).id;

describe("a group", () => {
  it("has the members it was made with", async () => {
    const audited = await auditedBy(ctx, async () => {
      const group = await createGroup(ctx, { name: "finance", memberIds: [nancy, andrew] });
      expect(group).toMatchObject({ name: "finance", revision: 1 });
      expect(await getGroup(ctx, group.id)).toEqual(group);
    });
    expect(audited).toMatchObject([{ action: "group.created", detail: { memberIds: [nancy, andrew] } }]);
  });

  it("may be empty", async () => {
    const { id } = await createGroup(ctx, { name: "finance", memberIds: [] });
    expect(await getGroup(ctx, id)).toMatchObject({ memberIds: [] });
  });

  it("cannot have a name that is taken, in whatever letters", async () => {
    await createGroup(ctx, { name: "finance", memberIds: [] });
    const refusal = { code: "resource.conflict", pointers: ["/name"] } as const;
    await expectRefusal(ctx, () => createGroup(ctx, { name: "Finance", memberIds: [] }), refusal);
    const { id } = await createGroup(ctx, { name: "legal", memberIds: [] });
    await expectRefusal(ctx, () => updateGroup(ctx, { id, revision: null, name: "FINANCE" }), refusal);
    expect(await getGroup(ctx, id)).toMatchObject({ name: "legal", revision: 1 });
  });

  it("points at every member it cannot have, and changes nothing", async () => {
    const unknown = opened.runtime.ports.ids.next("member");
    const other = await openTenant(opened.runtime);
    const foreign = (await createMember(other, { email: "n@contoso.test", name: "N" })).id;
    const refusal = { code: "reference.unknown", pointers: ["/memberIds/1", "/memberIds/2"] } as const;
    const memberIds = [nancy, unknown, foreign];
    await expectRefusal(ctx, () => createGroup(ctx, { name: "finance", memberIds }), refusal);
    const { id } = await createGroup(ctx, { name: "finance", memberIds: [andrew] });
    await expectRefusal(ctx, () => updateGroup(ctx, { id, revision: 1, memberIds }), refusal);
    expect(await getGroup(ctx, id)).toMatchObject({ memberIds: [andrew], revision: 1 });
  });

  it("gets exactly the members of an update, and a new revision", async () => {
    const { id } = await createGroup(ctx, { name: "finance", memberIds: [nancy] });
    const audited = await auditedBy(ctx, () => updateGroup(ctx, { id, revision: 1, memberIds: [andrew] }));
    expect(audited).toMatchObject([{ action: "group.updated", target: { id, version: 2 } }]);
    expect(await getGroup(ctx, id)).toMatchObject({ name: "finance", memberIds: [andrew], revision: 2 });
  });

  it("is not touched by an update that changes nothing, in whatever order", async () => {
    const group = await createGroup(ctx, { name: "finance", memberIds: [nancy, andrew] });
    const same = { id: group.id, revision: 1, name: "finance", memberIds: [andrew, nancy] };
    expect(await auditedBy(ctx, () => updateGroup(ctx, same))).toEqual([]);
    expect(await getGroup(ctx, group.id)).toEqual(group);
  });

  it("refuses a change to a revision that is gone, and lets one of several at once win", async () => {
    const { id } = await createGroup(ctx, { name: "finance", memberIds: [] });
    const results = await Promise.allSettled(
      [[nancy], [andrew], [nancy, andrew]].map((memberIds) =>
        updateGroup(ctx, { id, revision: 1, memberIds }),
      ),
    );
    const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(won).toHaveLength(1);
    expect(await getGroup(ctx, id)).toEqual(won[0]);
    const late = () => updateGroup(ctx, { id, revision: 1, name: "late" });
    await expectRefusal(ctx, late, { code: "revision.mismatch" });
  });

  it("of another tenant is not found and not changed", async () => {
    const { id } = await createGroup(ctx, { name: "finance", memberIds: [nancy] });
    const other = await openTenant(opened.runtime);
    await expectRefusal(other, () => getGroup(other, id), { code: "resource.not_found" });
    const change = () => updateGroup(other, { id, revision: null, memberIds: [] });
    await expectRefusal(other, change, { code: "resource.not_found" });
    expect((await listGroups(other, { limit: 50, cursor: null })).data).toEqual([]);
    expect(await getGroup(ctx, id)).toMatchObject({ memberIds: [nancy], revision: 1 });
  });

  it("is listed with its own members, newest first, page by page", async () => {
    const older = await createGroup(ctx, { name: "finance", memberIds: [nancy] });
    const newer = await createGroup(ctx, { name: "legal", memberIds: [andrew] });
    const first = await listGroups(ctx, { limit: 1, cursor: null });
    expect(first.data).toEqual([newer]);
    const second = await listGroups(ctx, { limit: 1, cursor: first.nextCursor });
    expect(second).toEqual({ data: [older], nextCursor: null });
  });
});

describe("what a client sends to make a group", () => {
  it("names each member once, and a thousand at most", () => {
    const ids = Array.from({ length: 1001 }, () => opened.runtime.ports.ids.next("member"));
    const read = (memberIds: readonly string[]) =>
      groupInputSchema.safeParse({ name: "g", memberIds }).success;
    expect(read(ids.slice(0, 1000))).toBe(true);
    expect(read(ids)).toBe(false);
    expect(read([nancy, nancy])).toBe(false);
  });
});
