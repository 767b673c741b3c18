import { findMember } from "../../db/queries/members.ts";
import type { RequestRow } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { isRequester } from "../decisions/separation.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { isAgent } from "../members/agent.ts";
import { type Act, actors, mayAct, mayDo, noAgent } from "./acts.ts";

export type Acting = {
  readonly request: RequestRow;
  /** Absent when the tenant's system acts for nobody in particular. */
  readonly actingMemberId?: Id<"member"> | undefined;
  /** Who has the seat in question, or any seat. */
  readonly sitting?: readonly Id<"member">[];
  /** Where the body names the person, when not as `actingMemberId`. */
  readonly pointer?: string;
};

/**
 * Checks that the person for whom the caller acts may do this. Throws `reference.unknown` when they are no active
 * member, and `actor.not_allowed`.
 */
export const requireActor = async (
  ctx: UnitContext,
  act: Act,
  { request, actingMemberId, sitting = [], pointer = "/actingMemberId" }: Acting,
): Promise<void> => {
  if (actingMemberId === undefined) return;
  const member = await findMember(ctx.unit.tx, ctx.tenantId, actingMemberId);
  if (member === undefined || member.status !== "active") {
    throw new DomainError("reference.unknown", {
      detail: "Only an active member of this tenant can act.",
      errors: [{ pointer, message: "names no active member" }],
    });
  }
  const standing = {
    isRequester: isRequester(member, { id: request.requesterId, email: request.requesterEmail }),
    isAdmin: member.roles.includes("tenant_admin"),
    isAgent: isAgent(member),
    sits: sitting.includes(member.id),
  };
  if (!mayDo(act, standing)) {
    throw new DomainError("actor.not_allowed", {
      detail: standing.isAgent && mayAct[act](standing) ? noAgent : actors[act],
    });
  }
};
