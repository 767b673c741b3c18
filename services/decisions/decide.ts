import type { Id } from "../../db/schema/columns.ts";
import type {
  AssuranceLevel,
  DecisionChannel,
  DecisionOutcome,
  RequestStatus,
  StageStatus,
} from "../../db/schema/statuses.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { applyDecision } from "./apply.ts";
import { factsOf } from "./facts.ts";
import { lockSeat } from "./lock-seat.ts";
import { judge } from "./policy.ts";
import { type Decision, toDecision } from "./record.ts";

export type DecideInput = {
  readonly assignmentId: Id<"assignment">;
  readonly outcome: DecisionOutcome;
  readonly comment?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly requestVersion: number;
  readonly actingMemberId?: Id<"member"> | undefined;
  readonly via: DecisionChannel;
  /** "code" when a mailed code was checked, too; "api_key" for the tenant's own system. */
  readonly assurance: AssuranceLevel;
  /** Given when an emailed link decides: it is used up with the decision. */
  readonly link?: { readonly jti: string; readonly contentHash: string } | undefined;
};

export type Decided = {
  readonly decision: Decision;
  readonly request: { readonly id: Id<"request">; readonly status: RequestStatus };
  readonly stage: { readonly id: Id<"stage">; readonly status: StageStatus };
  /** True when the same outcome had been recorded before. */
  readonly replayed: boolean;
};

/**
 * Decides a seat: the one way for every channel. Recorded exactly once; the same outcome again answers the
 * recorded decision (`replayed`), another outcome throws `decision.recorded_otherwise` with it.
 * Throws `resource.not_found`, `assignment.not_open`, `decision.*` and `link.void`. Idempotent by assignment.
 */
export const decide = (ctx: Context, input: DecideInput): Promise<Decided> =>
  inTenant(ctx, async (_tx, unit) => {
    const found = await lockSeat(unit, input.assignmentId);
    const verdict = judge(factsOf(found), {
      outcome: input.outcome,
      comment: input.comment ?? null,
      reasonCode: input.reasonCode ?? null,
      requestVersion: input.requestVersion,
      actingMemberId: input.actingMemberId ?? null,
      assurance: input.assurance,
      contentHash: input.link?.contentHash ?? null,
    });
    const { request, stage, seat } = found;
    const recorded = seat.decision === null ? null : toDecision(seat.decision);
    if (verdict.verdict === "refuse") {
      const { code, detail, errors } = verdict;
      throw new DomainError(code, {
        detail,
        errors,
        extensions: recorded === null ? {} : { decision: recorded },
      });
    }
    return recorded !== null
      ? {
          decision: recorded,
          request: { id: request.id, status: request.status },
          stage: { id: stage.id, status: stage.status },
          replayed: true,
        }
      : applyDecision(unit, found, input);
  });
