import { isUniqueViolation } from "../../db/errors.ts";
import { insertPolicy, insertPolicyVersion } from "../../db/queries/policies.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { getPolicy } from "./get.ts";
import { lintDocument } from "./lint-document.ts";
import type { CheckedPolicy } from "./record.ts";
import { requireRules } from "./require-rules.ts";

export type NewPolicy = { readonly kind: string; readonly name: string; readonly rules: unknown };

const nameIndex = "policies_name";

/**
 * Makes a policy with its draft version 1; nothing is routed by it until that is published. Throws
 * `body.invalid`, `approval_request.kind_unknown`, `reference.unknown` and `resource.conflict`.
 */
export const createPolicy = async (
  ctx: Context,
  { kind, name, rules }: NewPolicy,
): Promise<CheckedPolicy> => {
  requireKind(ctx, kind);
  const read = requireRules(rules);
  const { tenantId } = ctx;
  try {
    return await inTenant(ctx, async (tx, unit) => {
      const findings = await lintDocument(unit, { kind, rules: read });
      const policyId = ctx.ports.ids.next("policy");
      await insertPolicy(tx, { tenantId, id: policyId, kind, name });
      const id = ctx.ports.ids.next("policyVersion");
      await insertPolicyVersion(tx, { tenantId, id, policyId, kind, version: 1, rules: read });
      const policy = await getPolicy(unit, policyId);
      await record(unit, {
        action: "policy.created",
        target: { type: "policy", id: policyId, version: 1 },
        detail: { kind, name },
      });
      return { ...policy, findings };
    });
  } catch (error) {
    if (isUniqueViolation(error, nameIndex)) {
      throw new DomainError("resource.conflict", {
        detail: "There is a policy of this kind and name already: add a version to it.",
        errors: [{ pointer: "/name", message: "is taken" }],
      });
    }
    throw error;
  }
};
