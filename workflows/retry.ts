import { createRetryStrategy, JitterStrategy } from "@aws/durable-execution-sdk-js";

/**
 * For every step of ours: an activity is one idempotent verb against our own database, so what fails is the
 * database being away. Half a second to a minute between attempts, for more than an hour in all.
 */
export const patientRetry = createRetryStrategy({
  maxAttempts: 80,
  initialDelay: { seconds: 1 },
  maxDelay: { seconds: 60 },
  backoffRate: 2,
  jitter: JitterStrategy.FULL,
});
