import {
  findPolicy,
  insertPolicyVersion,
  listPolicyVersions,
  lockPoliciesOfKind,
} from "../../db/queries/policies.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { getPolicy } from "./get.ts";
import { lintDocument } from "./lint-document.ts";
import type { CheckedPolicy } from "./record.ts";
import { requireRules } from "./require-rules.ts";

/** Adds the next draft. Throws `resource.not_found`, `body.invalid` and `reference.unknown`. */
export const createPolicyVersion = (
  ctx: Context,
  { policyId, rules }: { readonly policyId: Id<"policy">; readonly rules: unknown },
): Promise<CheckedPolicy> =>
  inTenant(ctx, async (tx, unit) => {
    const { tenantId } = ctx;
    const found = await findPolicy(tx, tenantId, policyId);
    if (found === undefined) {
      throw notFound();
    }
    const read = requireRules(rules);
    const findings = await lintDocument(unit, { kind: found.kind, rules: read });
    await lockPoliciesOfKind(tx, tenantId, found.kind);
    const versions = await listPolicyVersions(tx, tenantId, [policyId]);
    const version = (versions.at(-1)?.version ?? 0) + 1;
    const id = ctx.ports.ids.next("policyVersion");
    await insertPolicyVersion(tx, { tenantId, id, policyId, kind: found.kind, version, rules: read });
    const policy = await getPolicy(unit, policyId);
    await record(unit, {
      action: "policy.version_created",
      target: { type: "policy", id: policyId, version },
    });
    return { ...policy, findings };
  });
