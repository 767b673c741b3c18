import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, listApiKeys, revokeApiKey } from "../../../services/api-keys/index.ts";
import type { Context } from "../../../services/context.ts";
import { createGroup, getGroup, listGroups, updateGroup } from "../../../services/groups/index.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import {
  createIntegration,
  disableIntegration,
  getIntegration,
  listIntegrations,
} from "../../../services/integrations/index.ts";
import { createMember, getMember, listMembers, updateMember } from "../../../services/members/index.ts";
import { readDirectory } from "../../../services/members/read-directory.ts";
import {
  createPolicy,
  createPolicyVersion,
  getPolicy,
  listPolicies,
  publishPolicy,
} from "../../../services/policies/index.ts";
import { readPolicyVersion, readPublishedPolicy } from "../../../services/policies/read-version.ts";
import { getTenant, suspendTenant } from "../../../services/tenants/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { expectRefusal, openTenant, readAudit } from "../../support/tenant.ts";

let opened: TestRuntime;
let ours: Context;
let theirs: Awaited<ReturnType<typeof inhabit>>;
beforeAll(async () => {
  // A superuser steps over row-level security: whatever still holds, the statements hold by themselves.
  opened = await openRuntime({ as: "admin" });
  ours = await openTenant(opened.runtime, "Ours");
  theirs = await inhabit(await openTenant(opened.runtime, "Theirs"));
});
afterAll(() => opened.close());

const inhabit = async (ctx: Context) => {
  const member = await createMember(ctx, { email: "n@contoso.test", name: "N" });
  const group = await createGroup(ctx, { name: "finance", memberIds: [member.id] });
  const key = await createApiKey(ctx, { name: "shop", scopes: ["runs:read"] });
  const integration = await createIntegration(ctx, { tasks: ["payment.*"], url: "https://erp.test/" });
  const rules = [{ name: "all", autoApprove: true }];
  const policy = await createPolicy(ctx, { kind: "order", name: "orders", rules });
  await publishPolicy(ctx, { policyId: policy.id, version: 1 });
  return { ctx, member, group, key, integration, policy, audit: await readAudit(ctx) };
};

const firstPage = { limit: 50, cursor: null };

describe("without row-level security, the explicit predicates alone", () => {
  it("list nothing of another tenant", async () => {
    for (const list of [listApiKeys, listGroups, listIntegrations, listMembers, listPolicies]) {
      expect((await list(ours, firstPage)).data).toEqual([]);
      expect((await list(theirs.ctx, firstPage)).data).toHaveLength(1);
    }
    expect((await readAudit(ours)).map(({ action }) => action)).toEqual(["tenant.created"]);
  });

  it("find nothing of another tenant", async () => {
    for (const attempt of [
      () => getMember(ours, theirs.member.id),
      () => getGroup(ours, theirs.group.id),
      () => getIntegration(ours, theirs.integration.id),
      () => getPolicy(ours, theirs.policy.id),
    ]) {
      await expectRefusal(ours, attempt, { code: "resource.not_found" });
    }
  });

  it("route by nothing of another tenant", async () => {
    const published = await inTenant(theirs.ctx, (tx) =>
      readPublishedPolicy(tx, theirs.ctx.tenantId, { kind: "order" }),
    );
    if (published === null) throw new Error("nothing is published");
    await inTenant(ours, async (tx) => {
      expect(await readPublishedPolicy(tx, ours.tenantId, { kind: "order" })).toBeNull();
      expect(await readPolicyVersion(tx, ours.tenantId, published.policyVersionId)).toBeNull();
      const directory = await readDirectory(tx, ours.tenantId);
      expect([directory.members.size, directory.groups.size]).toEqual([0, 0]);
    });
  });

  it("change nothing of another tenant", async () => {
    const { member, group, key, integration, policy } = theirs;
    for (const attempt of [
      () => updateMember(ours, { id: member.id, revision: null, name: "taken" }),
      () => updateGroup(ours, { id: group.id, revision: null, memberIds: [] }),
      () => revokeApiKey(ours, key.id),
      () => disableIntegration(ours, integration.id),
      () => createPolicyVersion(ours, { policyId: policy.id, rules: [{ name: "all", autoApprove: true }] }),
      () => publishPolicy(ours, { policyId: policy.id, version: 1 }),
    ]) {
      await expectRefusal(ours, attempt, { code: "resource.not_found" });
    }
    expect(await readAudit(theirs.ctx)).toEqual(theirs.audit);
    expect(await getMember(theirs.ctx, member.id)).toEqual(member);
    expect(await getGroup(theirs.ctx, group.id)).toEqual(group);
  });

  it("refer to nothing of another tenant", async () => {
    const nobody = { code: "reference.unknown" } as const;
    const managed = { email: "a@northwind.test", name: "A", managerId: theirs.member.id };
    await expectRefusal(ours, () => createMember(ours, managed), { ...nobody, pointers: ["/managerId"] });
    const grouped = { name: "legal", memberIds: [theirs.member.id] };
    await expectRefusal(ours, () => createGroup(ours, grouped), { ...nobody, pointers: ["/memberIds/0"] });
  });

  it("publish and suspend for one tenant only", async () => {
    const rules = [{ name: "all", autoApprove: true }];
    const { id } = await createPolicy(ours, { kind: "order", name: "orders", rules });
    await publishPolicy(ours, { policyId: id, version: 1 });
    await suspendTenant(ours);
    expect((await getPolicy(theirs.ctx, theirs.policy.id)).versions[0]?.status).toBe("published");
    expect(await getTenant(theirs.ctx)).toMatchObject({ status: "active", revision: 1 });
  });
});
