import { findVersion, type RequestRow, type RequestVersionRow } from "../../db/queries/requests.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { AgentAction } from "../kinds/model.ts";
import { requireKind } from "../kinds/require-kind.ts";

export type ReadAction = { readonly action: AgentAction; readonly version: RequestVersionRow };

/** What a request's version of now lets an agent do; null for a kind that is not about that. Throws `resource.not_found`. */
export const readAction = async (ctx: UnitContext, request: RequestRow): Promise<ReadAction | null> => {
  const kind = requireKind(ctx, request.kind);
  if (kind.actionOf === undefined) return null;
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (version === undefined) throw notFound();
  return { action: kind.actionOf(JSON.parse(version.payload)), version };
};
