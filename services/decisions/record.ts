import type { Id } from "../../db/schema/columns.ts";
import type { DecisionRow } from "../../db/queries/stages.ts";
import type { AssuranceLevel, DecisionChannel, DecisionOutcome } from "../../db/schema/statuses.ts";

export type Decision = {
  readonly id: Id<"decision">;
  /** Null for an override, which needs no seat. */
  readonly assignmentId: Id<"assignment"> | null;
  readonly outcome: DecisionOutcome;
  readonly comment: string | null;
  readonly reasonCode: string | null;
  readonly requestVersion: number;
  /** What exactly was decided upon, in hex. */
  readonly contentHash: string;
  readonly via: DecisionChannel;
  readonly assurance: AssuranceLevel;
  readonly actedBy: Id<"member"> | null;
  readonly apiKeyId: Id<"apiKey"> | null;
  readonly onBehalfOf: Id<"member"> | null;
  readonly override: boolean;
  readonly decidedAt: string;
};

export const toDecision = (row: DecisionRow): Decision => ({
  id: row.id,
  assignmentId: row.assignmentId,
  outcome: row.outcome,
  comment: row.comment,
  reasonCode: row.reasonCode,
  requestVersion: row.requestVersion,
  contentHash: row.contentHash.toString("hex"),
  via: row.via,
  assurance: row.assurance,
  actedBy: row.actedById,
  apiKeyId: row.apiKeyId,
  onBehalfOf: row.onBehalfOfId,
  override: row.override,
  decidedAt: row.decidedAt.toISOString(),
});
