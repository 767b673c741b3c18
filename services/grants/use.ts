import { type GrantRow, listGrantsFor, spendGrant } from "../../db/queries/grants.ts";
import { addFindings, type RequestRow } from "../../db/queries/requests.ts";
import { readAction } from "../agent-actions/read-action.ts";
import type { UnitContext } from "../in-tenant.ts";
import { agentKey } from "./model.ts";
import { argumentsPatternSchema, patternCovers } from "./pattern.ts";

/**
 * Uses a standing grant that covers the request, once, inside the caller's transaction, which holds the request: the use
 * counts if and only if the request is approved by it. Keeps the grant's id with the findings. Null where none covers it.
 */
export const useGrant = async (ctx: UnitContext, request: RequestRow): Promise<GrantRow | null> => {
  const { tenantId, unit } = ctx;
  const read = await readAction(ctx, request);
  if (read === null) return null;
  const { tool, arguments: named } = read.action;
  const agentEmail = agentKey(request.requesterEmail);
  for (const grant of await listGrantsFor(unit.tx, tenantId, { agentEmail, tool })) {
    if (!patternCovers(argumentsPatternSchema.parse(grant.argumentsPattern), named)) continue;
    // Another request may have had its last use, or somebody revoked it, since it was read.
    const used = await spendGrant(unit.tx, tenantId, grant.id);
    if (used === undefined) continue;
    await addFindings(unit.tx, tenantId, { requestId: request.id, found: { grantId: used.id } });
    return used;
  }
  return null;
};
