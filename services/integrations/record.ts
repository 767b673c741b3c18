import type { IntegrationRow } from "../../db/queries/integrations.ts";
import type { Id } from "../../db/schema/columns.ts";

/** The tenant's HTTPS endpoint for service tasks; never its secret. */
export type Integration = {
  readonly id: Id<"integration">;
  readonly tasks: readonly string[];
  readonly url: string | null;
  readonly createdAt: string;
  readonly disabledAt: string | null;
};

export const toIntegration = (row: IntegrationRow): Integration => ({
  id: row.id,
  tasks: row.tasks,
  url: row.url,
  createdAt: row.createdAt.toISOString(),
  disabledAt: row.disabledAt?.toISOString() ?? null,
});
