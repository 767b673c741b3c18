import {
  findPolicy,
  listPolicyVersions,
  type PolicyRow,
  type PolicyVersionRow,
} from "../../db/queries/policies.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError, notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

export type WantedVersion = {
  readonly policyId: Id<"policy">;
  /** Without it the version in force, or the newest where none is. */
  readonly version?: number | undefined;
};

/** A policy and one of its versions. Throws `resource.not_found`, and `reference.unknown` for a version it has not. */
export const requireVersion = async (
  ctx: UnitContext,
  { policyId, version }: WantedVersion,
): Promise<{ readonly policy: PolicyRow; readonly version: PolicyVersionRow }> => {
  const policy = await findPolicy(ctx.unit.tx, ctx.tenantId, policyId);
  if (policy === undefined) {
    throw notFound();
  }
  const versions = await listPolicyVersions(ctx.unit.tx, ctx.tenantId, [policyId]);
  const found =
    version === undefined
      ? (versions.find(({ status }) => status === "published") ?? versions.at(-1))
      : versions.find((candidate) => candidate.version === version);
  if (found === undefined) {
    throw new DomainError("reference.unknown", {
      detail: "The policy has no such version.",
      errors: [{ pointer: "/version", message: "names no version of this policy" }],
    });
  }
  return { policy, version: found };
};
