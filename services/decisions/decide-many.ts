import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { keyLifeHours, type OnceKey, runOnce } from "../idempotency/index.ts";
import { decide, type Decided, type DecideInput } from "./decide.ts";

/** The most seats that one call decides. */
export const decisionsAtOnceMax = 100;

export type DecidedOrRefused = Pick<DecideInput, "assignmentId"> &
  ({ readonly decided: Decided } | { readonly refused: DomainError });

const decideOne = async (ctx: Context, input: DecideInput, onceKey: OnceKey | null): Promise<Decided> => {
  if (onceKey === null) return decide(ctx, input);
  return (await runOnce(ctx, { ...onceKey, lifeHours: keyLifeHours }, (unit) => decide(unit, input))).answer;
};

/**
 * Decides one seat after the other, each in a transaction of its own, and answers each in the order given: what was
 * recorded or why it was refused. A key stands for each of them by its place, so that a call that broke off is
 * completed by its repetition. Throws `idempotency_key.reused` before anything is decided.
 */
export const decideMany = async (
  ctx: Context,
  inputs: readonly DecideInput[],
  onceKey: OnceKey | null,
): Promise<readonly DecidedOrRefused[]> => {
  const answers: DecidedOrRefused[] = [];
  for (const [index, input] of inputs.entries()) {
    const { assignmentId } = input;
    // A caller's key holds no space: nobody else's can be the same.
    const key = onceKey === null ? null : { ...onceKey, key: `${onceKey.key} ${index}` };
    try {
      answers.push({ assignmentId, decided: await decideOne(ctx, input, key) });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === "idempotency_key.reused") throw error;
      answers.push({ assignmentId, refused: error });
    }
  }
  return answers;
};
