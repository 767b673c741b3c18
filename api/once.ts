import type { Context } from "../services/context.ts";
import { runOnce } from "../services/idempotency/index.ts";
import type { RequestContext } from "./environment.ts";

/**
 * Calls a verb that writes; under an Idempotency-Key once, and a repetition gets the first answer, marked by a
 * header.
 */
export const once = async <Answer>(
  c: RequestContext,
  ctx: Context,
  work: (ctx: Context) => Promise<Answer>,
): Promise<Answer> => {
  const { onceKey } = c.var;
  if (onceKey === null) {
    return work(ctx);
  }
  const { answer, replayed } = await runOnce(ctx, onceKey, work);
  if (replayed) {
    c.header("Idempotency-Replayed", "true");
  }
  return answer;
};
