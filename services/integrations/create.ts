import { insertIntegration } from "../../db/queries/integrations.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { checkPerformer } from "./check-performer.ts";
import {
  type IntegrationInput,
  integrationSecretPurpose,
  retryDefault,
  timeoutDefaultSeconds,
  urlProblem,
} from "./model.ts";
import { type Integration, toIntegration } from "./record.ts";

/** The length that Standard Webhooks recommends for a symmetric secret lies between 24 and 64 bytes. */
const secretBytes = 32;
const secondMilliseconds = 1000;

const checkUrl = (ctx: Context, url: string): void => {
  const problem = urlProblem(url, ctx.settings.allowLoopbackTargets);
  if (problem !== null) {
    throw new DomainError("body.invalid", {
      detail: "The URL cannot be called.",
      errors: [{ pointer: "/url", message: problem }],
    });
  }
};

const milliseconds = (seconds: number): number => Math.round(seconds * secondMilliseconds);

const toColumns = ({ tasks, url, performer, timeoutSeconds, retry = retryDefault }: IntegrationInput) => ({
  tasks: [...tasks],
  url: url ?? null,
  performer: performer ?? null,
  timeoutMilliseconds: milliseconds(timeoutSeconds ?? timeoutDefaultSeconds),
  attemptsMax: retry.attempts,
  firstDelayMilliseconds: milliseconds(retry.firstDelaySeconds),
  maxDelayMilliseconds: milliseconds(retry.maxDelaySeconds),
});

/** A path may hold a secret of the tenant's, so the log gets the host alone. */
const auditDetail = ({ url, ...integration }: Integration) => ({
  tasks: integration.tasks,
  timeoutSeconds: integration.timeoutSeconds,
  retry: integration.retry,
  ...(url === null ? {} : { host: new URL(url).host }),
  ...(integration.performer === null ? {} : { performer: integration.performer }),
});

const makeSecret = (ctx: Context, id: Id<"integration">) => {
  const secret = `whsec_${ctx.ports.ids.random(secretBytes).toString("base64")}`;
  return { secret, sealed: ctx.ports.vault.seal(secret, integrationSecretPurpose(id)) };
};

/**
 * Says who does tasks of some types: a system of the tenant's, people, or people where the system does not answer.
 * Answers the signing secret of the system, this once: only its sealed form is kept. Throws `body.invalid` for a
 * target that may not be called, and `reference.unknown` for a performer who is not there.
 */
export const createIntegration = async (
  ctx: Context,
  input: IntegrationInput,
): Promise<Integration & { readonly secret?: string }> => {
  const { url, performer } = input;
  if (url !== undefined) checkUrl(ctx, url);
  return inTenant(ctx, async (tx, unit) => {
    if (performer !== undefined) await checkPerformer(unit, performer);
    const id = ctx.ports.ids.next("integration");
    const made = url === undefined ? null : makeSecret(ctx, id);
    const row = await insertIntegration(tx, {
      tenantId: ctx.tenantId,
      id,
      ...toColumns(input),
      secret: made?.sealed ?? null,
    });
    const created = toIntegration(row);
    await record(unit, {
      action: "integration.created",
      target: { type: "integration", id },
      detail: auditDetail(created),
    });
    return made === null ? created : { ...created, secret: made.secret };
  });
};
