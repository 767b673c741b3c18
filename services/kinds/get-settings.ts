import { findKindSettings } from "../../db/queries/kind-settings.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import type { Kind } from "./model.ts";

/** What a tenant has set for a kind, with the kind's defaults for the rest. Revision 0: nothing was set yet. */
export type KindSettings = {
  readonly kind: string;
  readonly settings: unknown;
  readonly revision: number;
};

/** The kind of a path; an unknown one is a resource that is not there. Throws `resource.not_found`. */
export const findKind = ({ kinds }: Pick<Context, "kinds">, name: string): Kind => {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined) {
    throw notFound();
  }
  return kind;
};

/** Throws `resource.not_found`. */
export const getKindSettings = (ctx: Context, name: string): Promise<KindSettings> =>
  inTenant(ctx, async (tx) => {
    const kind = findKind(ctx, name);
    const row = await findKindSettings(tx, ctx.tenantId, name);
    const settings: unknown = kind.settingsSchema?.parse(row?.settings ?? {}) ?? {};
    return { kind: name, settings, revision: row?.revision ?? 0 };
  });
