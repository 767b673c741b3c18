import { findPolicyVersion, findPublished, type NamedVersion } from "../../db/queries/policies.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { TenantTransaction } from "../../db/tenant.ts";
import { type Rule, rulesSchema } from "./model.ts";

/** A policy version as it is evaluated. */
export type VersionInForce = {
  readonly policyId: Id<"policy">;
  readonly policyVersionId: Id<"policyVersion">;
  readonly version: number;
  readonly name: string;
  readonly rules: readonly Rule[];
};

const toVersionInForce = ({ version, name }: NamedVersion): VersionInForce => ({
  policyId: version.policyId,
  policyVersionId: version.id,
  version: version.version,
  name,
  // Read again after storing: what does not pass here must not route anybody.
  rules: rulesSchema.parse(version.rules),
});

/** The version in force for a kind, of the named policy if one is named, or null. */
export const readPublishedPolicy = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: { readonly kind: string; readonly policyId?: Id<"policy"> },
): Promise<VersionInForce | null> => {
  const found = await findPublished(tx, tenantId, wanted);
  return found === undefined ? null : toVersionInForce(found);
};

/** The version that a request is pinned to, whatever has been published since, or null. */
export const readPolicyVersion = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  versionId: Id<"policyVersion">,
): Promise<VersionInForce | null> => {
  const found = await findPolicyVersion(tx, tenantId, versionId);
  return found === undefined ? null : toVersionInForce(found);
};
