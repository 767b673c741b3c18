import type { IntegrationRow } from "../../db/queries/integrations.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { IntegrationPerformer } from "./model.ts";

/** Who does service tasks of some types: the tenant's HTTPS endpoint, people, or one after the other; never its secret. */
export type Integration = {
  readonly id: Id<"integration">;
  readonly tasks: readonly string[];
  readonly url: string | null;
  readonly performer: IntegrationPerformer | null;
  readonly timeoutSeconds: number;
  readonly retry: {
    readonly attempts: number;
    readonly firstDelaySeconds: number;
    readonly maxDelaySeconds: number;
  };
  readonly createdAt: string;
  readonly disabledAt: string | null;
};

const secondMilliseconds = 1000;

export const toIntegration = (row: IntegrationRow): Integration => ({
  id: row.id,
  tasks: row.tasks,
  url: row.url,
  // Only what the input schema has read is ever written there.
  performer: row.performer as IntegrationPerformer | null,
  timeoutSeconds: row.timeoutMilliseconds / secondMilliseconds,
  retry: {
    attempts: row.attemptsMax,
    firstDelaySeconds: row.firstDelayMilliseconds / secondMilliseconds,
    maxDelaySeconds: row.maxDelayMilliseconds / secondMilliseconds,
  },
  createdAt: row.createdAt.toISOString(),
  disabledAt: row.disabledAt?.toISOString() ?? null,
});
