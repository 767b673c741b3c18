import type { PolicyRow, PolicyVersionRow } from "../../db/queries/policies.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { PolicyVersionStatus } from "../../db/schema/statuses.ts";
import type { Finding } from "./lint-finding.ts";

export const policyNameMaxCharacters = 200;

export type PolicyVersion = {
  readonly version: number;
  readonly status: PolicyVersionStatus;
  readonly rules: unknown;
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly retiredAt: string | null;
};

export type Policy = {
  readonly id: Id<"policy">;
  readonly kind: string;
  readonly name: string;
  readonly createdAt: string;
  readonly versions: readonly PolicyVersion[];
};

/** A policy as it is answered to whoever saves or publishes a version: with what is wrong with that one. */
export type CheckedPolicy = Policy & { readonly findings: readonly Finding[] };

const toVersion = (row: PolicyVersionRow): PolicyVersion => ({
  version: row.version,
  status: row.status,
  rules: row.rules,
  createdAt: row.createdAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  retiredAt: row.retiredAt?.toISOString() ?? null,
});

/** The policy with those of `versions` that are its own. */
export const toPolicy = (row: PolicyRow, versions: readonly PolicyVersionRow[]): Policy => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  versions: versions.filter(({ policyId }) => policyId === row.id).map(toVersion),
});
