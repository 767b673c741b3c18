import type { Context } from "../context.ts";
import { passOn, type PassOnInput } from "./pass-on.ts";
import type { Assignment } from "./record.ts";

/**
 * Lets somebody decide one seat in its person's stead: the vote stays that of the person, both names are kept. Answers
 * the delegate's seat. Throws what `reassign` throws.
 */
export const delegateSeat = (ctx: Context, input: PassOnInput): Promise<Assignment> =>
  passOn(ctx, "delegated", input);
