import { Webhook } from "standardwebhooks";
import type { IntegrationTarget, ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { Context } from "../context.ts";
import { integrationSecretPurpose } from "../integrations/model.ts";
import { type CallOutcome, readAnswer } from "./read-answer.ts";

type Call = {
  /** `attempts` is the number of this call. */
  readonly task: ServiceTaskRow;
  readonly kind: string;
  readonly integration: IntegrationTarget;
  readonly startedAt: Date;
};

const errorMaxCharacters = 300;

const post = (ctx: Context, { task, kind, integration, startedAt }: Call) => {
  const { id, type, requestId, attempts: attempt, input } = task;
  const body = JSON.stringify({
    task: { id, type, tenantId: ctx.tenantId, requestId, kind, attempt },
    input,
  });
  const secret = ctx.ports.vault.open(integration.secret, integrationSecretPurpose(integration.id));
  return ctx.ports.http.post({
    url: integration.url,
    body,
    timeoutMilliseconds: integration.timeoutMilliseconds,
    headers: {
      "content-type": "application/json",
      "idempotency-key": id,
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(startedAt.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, startedAt, body),
    },
  });
};

/** One signed call of the tenant's system, how it came out and how long it took. Never throws. */
export const callSystem = async (
  ctx: Context,
  call: Call,
): Promise<{
  readonly outcome: CallOutcome;
  readonly httpStatus: number | null;
  readonly milliseconds: number;
}> => {
  const began = performance.now();
  const took = (): number => Math.round(performance.now() - began);
  try {
    const answer = await post(ctx, call);
    return { outcome: readAnswer(answer), httpStatus: answer.status, milliseconds: took() };
  } catch (error) {
    const why = String((error as Error).message).slice(0, errorMaxCharacters);
    const outcome = { outcome: "failed", message: `There was no answer (${why}).` } as const;
    return { outcome, httpStatus: null, milliseconds: took() };
  }
};
