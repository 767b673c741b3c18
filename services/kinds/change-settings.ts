import { isDeepStrictEqual } from "node:util";
import { findKindSettings, saveKindSettings } from "../../db/queries/kind-settings.ts";
import { lockTenant } from "../../db/queries/tenants.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireRevision } from "../revision.ts";
import { findKind, type KindSettings } from "./get-settings.ts";
import type { Kind } from "./model.ts";
import { fieldErrors } from "./pointer.ts";

export type KindSettingsInput = {
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** From If-Match; null sets whatever revision there is. */
  readonly revision: number | null;
};

const requireSettings = ({ name, settingsSchema }: Kind, settings: unknown): unknown => {
  if (settingsSchema === undefined) {
    throw new DomainError("body.invalid", { detail: `There is nothing to set for the kind ${name}.` });
  }
  const read = settingsSchema.safeParse(settings);
  if (!read.success) {
    throw new DomainError("body.invalid", {
      detail: `These are no settings for the kind ${name}.`,
      errors: fieldErrors(read.error),
    });
  }
  return read.data;
};

/**
 * Changes what a tenant has set for a kind; what is left out stays. It holds for what is judged from now on. A change
 * that changes nothing writes nothing. Throws `resource.not_found`, `revision.mismatch` and `body.invalid`.
 */
export const changeKindSettings = (ctx: Context, input: KindSettingsInput): Promise<KindSettings> =>
  inTenant(ctx, async (tx, unit) => {
    const kind = findKind(ctx, input.kind);
    await lockTenant(tx, ctx.tenantId);
    const known = await findKindSettings(tx, ctx.tenantId, kind.name);
    const revision = known?.revision ?? 0;
    requireRevision(revision, input.revision);
    const wanted = { ...known?.settings, ...input.settings };
    const settings = requireSettings(kind, wanted);
    if (isDeepStrictEqual(known?.settings ?? {}, wanted)) {
      return { kind: kind.name, settings, revision };
    }
    const row = await saveKindSettings(tx, {
      tenantId: ctx.tenantId,
      kind: kind.name,
      settings: wanted,
      revision: revision + 1,
    });
    await record(unit, {
      action: "kind.settings_changed",
      target: { type: "kind", id: kind.name, version: row.revision },
      detail: { settings: input.settings },
    });
    return { kind: kind.name, settings, revision: row.revision };
  });
