import type { Context } from "../context.ts";
import { passOn, type PassOnInput } from "./pass-on.ts";
import type { Assignment } from "./record.ts";

/**
 * Gives a seat to somebody else for good: the vote becomes theirs. A seat whose person recused themselves can be filled
 * this way, too. Answers the taker's seat. Throws `resource.not_found`, `actor.not_allowed`, `assignment.not_open`,
 * `reference.unknown`, `decision.not_eligible` and `resource.conflict`.
 */
export const reassign = (ctx: Context, input: PassOnInput): Promise<Assignment> =>
  passOn(ctx, "reassigned", input);
