import type { GrantRow } from "../../db/queries/grants.ts";
import type { Id } from "../../db/schema/columns.ts";

/** An agent may do something so often, until then, without asking each time. */
export type Grant = {
  readonly id: Id<"grant">;
  readonly agentEmail: string;
  readonly tool: string;
  readonly argumentsPattern: Readonly<Record<string, unknown>>;
  readonly usesMax: number;
  readonly uses: number;
  readonly endsAt: string;
  readonly reason: string | null;
  readonly grantedById: Id<"member">;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

export const toGrant = (row: GrantRow): Grant => ({
  id: row.id,
  agentEmail: row.agentEmail,
  tool: row.tool,
  argumentsPattern: row.argumentsPattern,
  usesMax: row.usesMax,
  uses: row.uses,
  endsAt: row.endsAt.toISOString(),
  reason: row.reason,
  grantedById: row.grantedById,
  createdAt: row.createdAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
