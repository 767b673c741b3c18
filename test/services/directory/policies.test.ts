import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import { createGroup } from "../../../services/groups/index.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { createMember, updateMember } from "../../../services/members/index.ts";
import {
  createPolicy,
  createPolicyVersion,
  getPolicy,
  listPolicies,
  type Policy,
  publishPolicy,
} from "../../../services/policies/index.ts";
import { readPolicyVersion, readPublishedPolicy } from "../../../services/policies/read-version.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
beforeAll(async () => {
  opened = await openRuntime();
});
beforeEach(async () => {
  ctx = await openTenant(opened.runtime);
});
afterAll(() => opened.close());

const rules = [{ name: "all", autoApprove: true }];
const stage = { name: "manager", approvers: [{ manager: 1 }], quorum: "any" };
const approvedBy = (...approvers: readonly Record<string, string>[]) => [
  { name: "all", stages: [{ name: "finance", approvers, quorum: "any" }] },
];
const create = (name = "orders") => createPolicy(ctx, { kind: "order", name, rules });
const statuses = async (policy: Policy) =>
  (await getPolicy(ctx, policy.id)).versions.map(({ status }) => status);
const inForce = () => inTenant(ctx, (tx) => readPublishedPolicy(tx, ctx.tenantId, { kind: "order" }));

describe("a policy", () => {
  it("begins with a draft of version 1, by which nothing is routed", async () => {
    const audited = await auditedBy(ctx, async () => {
      const policy = await create();
      expect(policy).toMatchObject({
        kind: "order",
        name: "orders",
        versions: [{ version: 1, status: "draft" }],
      });
      const { findings, ...stored } = policy;
      expect(await getPolicy(ctx, policy.id)).toEqual(stored);
      expect(findings).toMatchObject([{ level: "warning", rule: "all", pointer: "/rules/0" }]);
    });
    expect(audited).toMatchObject([{ action: "policy.created", target: { type: "policy", version: 1 } }]);
    expect(await inForce()).toBeNull();
  });

  it("cannot be of a kind that is not known, not even one that every object has", async () => {
    for (const kind of ["purchase", "toString", "__proto__"]) {
      const attempt = () => createPolicy(ctx, { kind, name: "p", rules });
      await expectRefusal(ctx, attempt, { code: "approval_request.kind_unknown", pointers: ["/kind"] });
    }
  });

  it("cannot have a name that is taken in its kind, in whatever letters", async () => {
    await create("orders");
    const refusal = { code: "resource.conflict", pointers: ["/name"] } as const;
    await expectRefusal(ctx, () => create("Orders"), refusal);
  });

  it("points at the fault of a condition that is of the wrong type", async () => {
    const wrong = [{ name: "large", when: "amount + 1.0", autoApprove: true }];
    const attempt = () => createPolicy(ctx, { kind: "order", name: "p", rules: wrong });
    await expectRefusal(ctx, attempt, { code: "body.invalid", pointers: ["/rules/0/when"] });
  });

  it("points at every approver who is not in the tenant", async () => {
    const other = await openTenant(opened.runtime);
    const foreign = await createMember(other, { email: "n@contoso.test", name: "N" });
    const group = opened.runtime.ports.ids.next("group");
    const wrong = approvedBy({ member: foreign.id }, { group });
    const pointers = ["/rules/0/stages/0/approvers/0/member", "/rules/0/stages/0/approvers/1/group"];
    const refusal = { code: "reference.unknown", pointers } as const;
    await expectRefusal(ctx, () => createPolicy(ctx, { kind: "order", name: "p", rules: wrong }), refusal);
    const { id } = await create();
    await expectRefusal(ctx, () => createPolicyVersion(ctx, { policyId: id, rules: wrong }), refusal);
    expect((await getPolicy(ctx, id)).versions).toHaveLength(1);
  });

  it("takes members and groups of the tenant as approvers", async () => {
    const member = await createMember(ctx, { email: "n@northwind.test", name: "N" });
    const group = await createGroup(ctx, { name: "finance", memberIds: [member.id] });
    const good = approvedBy({ member: member.id }, { group: group.id });
    const { id } = await createPolicy(ctx, { kind: "order", name: "p", rules: good });
    await publishPolicy(ctx, { policyId: id, version: 1 });
    expect(await inForce()).toMatchObject({ policyId: id, version: 1, name: "p", rules: good });
  });

  it("of another tenant is not found, and gets no version of ours", async () => {
    const { id } = await create();
    const other = await openTenant(opened.runtime);
    for (const attempt of [
      () => getPolicy(other, id),
      () => createPolicyVersion(other, { policyId: id, rules }),
      () => publishPolicy(other, { policyId: id, version: 1 }),
    ]) {
      await expectRefusal(other, attempt, { code: "resource.not_found" });
    }
    expect((await listPolicies(other, { limit: 50, cursor: null })).data).toEqual([]);
  });

  it("is listed with its versions, newest first, page by page", async () => {
    const older = await create("older");
    await createPolicyVersion(ctx, { policyId: older.id, rules });
    const newer = await create("newer");
    const first = await listPolicies(ctx, { limit: 1, cursor: null });
    expect(first.data).toEqual([await getPolicy(ctx, newer.id)]);
    const second = await listPolicies(ctx, { limit: 1, cursor: first.nextCursor, kind: "order" });
    expect(second).toEqual({ data: [await getPolicy(ctx, older.id)], nextCursor: null });
    expect((await listPolicies(ctx, { limit: 1, cursor: null, kind: "loan" })).data).toEqual([]);
  });
});

describe("a policy's versions", () => {
  it("are numbered without gaps, even when several come at once", async () => {
    const { id } = await create();
    const audited = await auditedBy(ctx, () =>
      Promise.all([1, 2, 3, 4].map(() => createPolicyVersion(ctx, { policyId: id, rules }))),
    );
    expect(audited.map(({ target }) => target.version)).toEqual([2, 3, 4, 5]);
    expect((await getPolicy(ctx, id)).versions.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("publishing", () => {
  it("retires what was in force for the kind, whichever policy it was of", async () => {
    const one = await create("one");
    const two = await create("two");
    await publishPolicy(ctx, { policyId: one.id, version: 1 });
    const first = await inForce();
    const audited = await auditedBy(ctx, () => publishPolicy(ctx, { policyId: two.id, version: 1 }));
    expect(audited).toMatchObject([{ action: "policy.published", target: { id: two.id, version: 1 } }]);
    expect([await statuses(one), await statuses(two)]).toEqual([["retired"], ["published"]]);
    expect(await inForce()).toMatchObject({ policyId: two.id });

    const pinned = first?.policyVersionId ?? opened.runtime.ports.ids.next("policyVersion");
    const read = await inTenant(ctx, (tx) => readPolicyVersion(tx, ctx.tenantId, pinned));
    expect(read).toEqual(first);
  });

  it("is for drafts only, and tells the status of what is none", async () => {
    const { id } = await create();
    await publishPolicy(ctx, { policyId: id, version: 1 });
    const again = () => publishPolicy(ctx, { policyId: id, version: 1 });
    const error = await expectRefusal(ctx, again, {
      code: "policy.version_not_draft",
      pointers: ["/version"],
    });
    expect(error.message).toContain("published");
    const missing = () => publishPolicy(ctx, { policyId: id, version: 9 });
    await expectRefusal(ctx, missing, { code: "reference.unknown", pointers: ["/version"] });
  });

  it("refuses rules that will not do what they say, and takes those that are only odd", async () => {
    const capped = { name: "small", autoApprove: true, upTo: { amount: "500", currency: "USD" } };
    const dead = [{ name: "people", stages: [stage] }, capped];
    const policy = await createPolicy(ctx, { kind: "order", name: "p", rules: dead });
    expect(policy.findings).toMatchObject([
      { level: "warning", rule: "people", pointer: "/rules/0/stages/0/approvers/0" },
      { level: "error", rule: "small", pointer: "/rules/1" },
    ]);
    const attempt = () => publishPolicy(ctx, { policyId: policy.id, version: 1 });
    const error = await expectRefusal(ctx, attempt, { code: "policy.lint_failed", pointers: ["/rules/1"] });
    expect(error.errors[0]?.message).toMatch(/^rule "small" can never match/);
    expect(await statuses(policy)).toEqual(["draft"]);
    const odd = [{ name: "all", autoApprove: true }];
    const mended = await createPolicyVersion(ctx, { policyId: policy.id, rules: odd });
    expect(mended.findings).toMatchObject([{ level: "warning" }]);
    const published = await publishPolicy(ctx, { policyId: policy.id, version: 2 });
    expect(published.findings).toEqual(mended.findings);
  });

  it("looks at the people as they are by then, not as they were when the draft was saved", async () => {
    const member = await createMember(ctx, { email: "n@northwind.test", name: "N" });
    const named = [{ name: "all", stages: [{ ...stage, approvers: [{ member: member.id }] }] }];
    const policy = await createPolicy(ctx, { kind: "order", name: "p", rules: named });
    expect(policy.findings.map(({ level }) => level)).toEqual(["warning"]);
    await updateMember(ctx, { id: member.id, revision: null, status: "disabled" });
    const attempt = () => publishPolicy(ctx, { policyId: policy.id, version: 1 });
    const pointers = ["/rules/0/stages/0/approvers"];
    await expectRefusal(ctx, attempt, { code: "policy.lint_failed", pointers });
  });

  it("leaves one version in force when several are published at once", async () => {
    const made = await Promise.all(["one", "two", "three"].map(create));
    await Promise.all(made.map(({ id }) => publishPolicy(ctx, { policyId: id, version: 1 })));
    const all = (await Promise.all(made.map(statuses))).flat().toSorted();
    expect(all).toEqual(["published", "retired", "retired"]);
  });

  it("names the policy asked for, or nothing when another is in force", async () => {
    const one = await create("one");
    const two = await create("two");
    await publishPolicy(ctx, { policyId: one.id, version: 1 });
    const wanted = (policyId: Policy["id"]) =>
      inTenant(ctx, (tx) => readPublishedPolicy(tx, ctx.tenantId, { kind: "order", policyId }));
    expect(await wanted(one.id)).toMatchObject({ policyId: one.id, version: 1 });
    expect(await wanted(two.id)).toBeNull();
  });
});
