import {
  claimIdempotencyKey,
  readIdempotencyKey,
  storeIdempotentAnswer,
} from "../../db/queries/idempotency-keys.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";

const purpose = "idempotency";
/** How long a key is usually remembered; an older one may be used again. */
export const keyLifeHours = 24;

export type OnceKey = {
  readonly key: string;
  /** SHA-256 over method, path and body: what the key stands for. */
  readonly fingerprint: Buffer;
};

/** How long a key is remembered; null: for ever, when what was made under it takes its id from the key. */
export type KeyLife = { readonly lifeHours: number | null };

export type Once<Answer> = { readonly answer: Answer; readonly replayed: boolean };

const reused = (): DomainError =>
  new DomainError("idempotency_key.reused", {
    detail: "This Idempotency-Key was used for another call: use a new key for each call.",
    errors: [{ pointer: "?Idempotency-Key", message: "was used for another call" }],
  });

/**
 * Runs `work` once for a key: the key, the work's writes and its answer commit together or not at all. Whoever comes
 * with the same key while it runs waits for it, then gets its answer. Answers are sealed, since some hold a secret.
 * Throws `idempotency_key.reused` when the key stands for another call.
 */
export const runOnce = <Answer>(
  ctx: Context,
  { key, fingerprint, lifeHours }: OnceKey & KeyLife,
  work: (ctx: Context) => Promise<Answer>,
): Promise<Once<Answer>> =>
  inTenant(ctx, async (tx, unit) => {
    if (await claimIdempotencyKey(tx, ctx.tenantId, { key, fingerprint, lifeHours })) {
      const answer = await work(unit);
      const response = ctx.ports.vault.seal(JSON.stringify(answer), purpose);
      await storeIdempotentAnswer(tx, ctx.tenantId, { key, response });
      return { answer, replayed: false };
    }
    const known = await readIdempotencyKey(tx, ctx.tenantId, key);
    if (known === undefined || known.response === null || !known.fingerprint.equals(fingerprint)) {
      throw reused();
    }
    const answer = JSON.parse(ctx.ports.vault.open(known.response, purpose)) as Answer;
    return { answer, replayed: true };
  });
