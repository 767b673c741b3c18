import type { Context as HonoContext } from "hono";
import type { Context, Runtime } from "../services/context.ts";
import type { OnceKey } from "../services/idempotency/index.ts";
import type { DeadLetters } from "./routes/dead-letters/dead-letters.ts";

/** What middleware hands on to the routes. */
export type Environment = {
  Variables: {
    /** The request's id: in logs, in the audit log, and as the `instance` of a problem. */
    traceId: string;
    /** The caller's context; set behind authentication. */
    ctx: Context;
    scopes: readonly string[];
    /** Null when the caller gave no Idempotency-Key. */
    onceKey: OnceKey | null;
  };
};

export type RequestContext = HonoContext<Environment>;

/** What the composition root gives the API. */
export type ApiDependencies = {
  readonly runtime: Runtime;
  readonly operatorToken: string;
  readonly deadLetters: DeadLetters;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly countOutbox: () => Promise<{ readonly waiting: number; readonly dead: number }>;
  /** True for an error that means "the database could not be asked". */
  readonly isUnavailable: (error: unknown) => boolean;
};
