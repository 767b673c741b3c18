import { insertIntegration } from "../../db/queries/integrations.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type IntegrationInput, integrationSecretPurpose, urlProblem } from "./model.ts";
import { type Integration, toIntegration } from "./record.ts";

/** The length that Standard Webhooks recommends for a symmetric secret lies between 24 and 64 bytes. */
const secretBytes = 32;

/**
 * Connects a tenant's system and answers the signing secret, this once: only its sealed form is kept.
 * Throws `body.invalid` for a target that may not be called.
 */
export const createIntegration = async (
  ctx: Context,
  { tasks, url }: IntegrationInput,
): Promise<Integration & { readonly secret: string }> => {
  const problem = urlProblem(url, ctx.settings.allowLoopbackTargets);
  if (problem !== null) {
    throw new DomainError("body.invalid", {
      detail: "The URL cannot be called.",
      errors: [{ pointer: "/url", message: problem }],
    });
  }
  return inTenant(ctx, async (tx, unit) => {
    const id = ctx.ports.ids.next("integration");
    const secret = `whsec_${ctx.ports.ids.random(secretBytes).toString("base64")}`;
    const row = await insertIntegration(tx, {
      tenantId: ctx.tenantId,
      id,
      tasks: [...tasks],
      url,
      secret: ctx.ports.vault.seal(secret, integrationSecretPurpose(id)),
    });
    await record(unit, {
      action: "integration.created",
      target: { type: "integration", id },
      detail: { tasks, host: new URL(url).host },
    });
    return { ...toIntegration(row), secret };
  });
};
