import { findKindSettings } from "../../db/queries/kind-settings.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { Kind } from "./model.ts";

/** What the tenant has set for the kind, with the kind's defaults for the rest; `{}` for a kind without settings. */
export const readSettings = async (ctx: UnitContext, kind: Kind): Promise<unknown> => {
  if (kind.settingsSchema === undefined) {
    return {};
  }
  const row = await findKindSettings(ctx.unit.tx, ctx.tenantId, kind.name);
  return kind.settingsSchema.parse(row?.settings ?? {});
};
