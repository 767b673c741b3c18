import type { Context } from "../services/context.ts";
import { type KeyLife, keyLifeHours, runOnce } from "../services/idempotency/index.ts";
import type { RequestContext } from "./environment.ts";

/**
 * Calls a verb that writes; under an Idempotency-Key once, and a repetition gets the first answer, marked by a
 * header.
 */
export const once = async <Answer>(
  c: RequestContext,
  ctx: Context,
  work: (ctx: Context) => Promise<Answer>,
  { lifeHours }: KeyLife = { lifeHours: keyLifeHours },
): Promise<Answer> => {
  const { onceKey } = c.var;
  if (onceKey === null) {
    return work(ctx);
  }
  const { answer, replayed } = await runOnce(ctx, { ...onceKey, lifeHours }, work);
  if (replayed) {
    c.header("Idempotency-Replayed", "true");
  }
  return answer;
};
