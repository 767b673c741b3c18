import { databaseTime } from "../../db/queries/clock.ts";
import { countLivingGrants, insertGrant } from "../../db/queries/grants.ts";
import { findMember } from "../../db/queries/members.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { isAgent } from "../members/agent.ts";
import { agentKey, grantLifeMaxDays, type GrantInput } from "./model.ts";
import { type Grant, toGrant } from "./record.ts";

const grantsMax = 1_000;
const millisecondsPerDay = 86_400_000;

const requireGranter = async (
  ctx: UnitContext,
  { actingMemberId, agentEmail }: GrantInput,
): Promise<void> => {
  const member = await findMember(ctx.unit.tx, ctx.tenantId, actingMemberId);
  if (member?.status !== "active") {
    throw new DomainError("reference.unknown", {
      detail: "Only an active member of this tenant can give a grant.",
      errors: [{ pointer: "/actingMemberId", message: "names no active member" }],
    });
  }
  const isOwn = agentKey(member.email) === agentKey(agentEmail);
  if (!member.roles.includes("tenant_admin") || isAgent(member) || isOwn) {
    throw new DomainError("actor.not_allowed", {
      detail: "Only a tenant admin gives a grant: no agent, and nobody to themselves.",
    });
  }
};

const requireEnd = (endsAt: Date, now: Date): void => {
  const latest = now.getTime() + grantLifeMaxDays * millisecondsPerDay;
  if (endsAt > now && endsAt.getTime() <= latest) return;
  throw new DomainError("body.invalid", {
    detail: "The grant is not valid: see errors.",
    errors: [{ pointer: "/endsAt", message: `must lie within the next ${grantLifeMaxDays} days` }],
  });
};

const requireRoom = async (ctx: UnitContext): Promise<void> => {
  if ((await countLivingGrants(ctx.unit.tx, ctx.tenantId)) < grantsMax) return;
  throw new DomainError("resource.conflict", {
    detail: `There are ${grantsMax} grants that can still be used: revoke some.`,
  });
};

/**
 * Lets an agent do something so often, until then, without asking. Throws `reference.unknown`, `actor.not_allowed`,
 * `body.invalid` and `resource.conflict`.
 */
export const createGrant = (ctx: Context, input: GrantInput): Promise<Grant> =>
  inTenant(ctx, async (tx, unit) => {
    await requireGranter(unit, input);
    const endsAt = new Date(input.endsAt);
    requireEnd(endsAt, await databaseTime(tx));
    await requireRoom(unit);
    const { actingMemberId, tool, argumentsPattern, usesMax, reason } = input;
    const row = await insertGrant(tx, {
      tenantId: ctx.tenantId,
      id: ctx.ports.ids.next("grant"),
      agentEmail: agentKey(input.agentEmail),
      tool,
      argumentsPattern,
      usesMax,
      endsAt,
      reason,
      grantedById: actingMemberId,
    });
    await record(unit, {
      action: "grant.created",
      target: { type: "grant", id: row.id },
      detail: { tool, argumentsPattern, usesMax, endsAt: endsAt.toISOString(), reason, actingMemberId },
    });
    return toGrant(row);
  });
