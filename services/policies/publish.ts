import {
  findPolicy,
  listPolicyVersions,
  lockPoliciesOfKind,
  publishDraft,
  retirePublished,
} from "../../db/queries/policies.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { getPolicy } from "./get.ts";
import { lintDocument, refuseErrors } from "./lint-document.ts";
import type { CheckedPolicy } from "./record.ts";
import { requireRules } from "./require-rules.ts";

const notDraft = (status: string | undefined): DomainError =>
  status === undefined
    ? new DomainError("reference.unknown", {
        detail: "The policy has no such version.",
        errors: [{ pointer: "/version", message: "names no version of this policy" }],
      })
    : new DomainError("policy.version_not_draft", {
        detail: `The version is ${status}; only a draft can be published. Add a version with these rules instead.`,
        errors: [{ pointer: "/version", message: `is ${status}` }],
      });

/**
 * Puts a draft in force for its kind and retires the version that was, whichever policy that was of. Requests
 * under way keep the version they were asked under. Throws `resource.not_found`, `reference.unknown`,
 * `policy.version_not_draft` and `policy.lint_failed`.
 */
export const publishPolicy = (
  ctx: Context,
  { policyId, version }: { readonly policyId: Id<"policy">; readonly version: number },
): Promise<CheckedPolicy> =>
  inTenant(ctx, async (tx, unit) => {
    const found = await findPolicy(tx, ctx.tenantId, policyId);
    if (found === undefined) {
      throw notFound();
    }
    await lockPoliciesOfKind(tx, ctx.tenantId, found.kind);
    const versions = await listPolicyVersions(tx, ctx.tenantId, [policyId]);
    const draft = versions.find((candidate) => candidate.version === version);
    if (draft?.status !== "draft") {
      throw notDraft(draft?.status);
    }
    const findings = await lintDocument(unit, { kind: found.kind, rules: requireRules(draft.rules) });
    refuseErrors(findings);
    await retirePublished(tx, ctx.tenantId, found.kind);
    await publishDraft(tx, ctx.tenantId, { policyId, version });
    const policy = await getPolicy(unit, policyId);
    await record(unit, {
      action: "policy.published",
      target: { type: "policy", id: policyId, version },
      detail: { kind: found.kind },
    });
    return { ...policy, findings };
  });
