import type { ApiKeyRow } from "../../db/queries/api-keys.ts";
import type { Id } from "../../db/schema/columns.ts";

export type ApiKey = {
  readonly id: Id<"apiKey">;
  readonly name: string;
  /** The last four characters of the key. */
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
};

export const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
