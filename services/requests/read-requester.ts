import { findMember, findMemberByEmail } from "../../db/queries/members.ts";
import type { UnitContext } from "../in-tenant.ts";
import { DomainError } from "../errors.ts";
import type { Requester, RequestInput } from "./model.ts";

/**
 * The person who asks: a member by id, a member by address, or someone known by address alone.
 * Throws `reference.unknown` for an id that names no active member.
 */
export const readRequester = async (
  ctx: UnitContext,
  requester: RequestInput["requester"],
): Promise<Requester> => {
  const member =
    "memberId" in requester
      ? await findMember(ctx.unit.tx, ctx.tenantId, requester.memberId)
      : await findMemberByEmail(ctx.unit.tx, ctx.tenantId, requester.email);
  if (member !== undefined && member.status === "active") {
    const { id, email, name, attributes } = member;
    return { memberId: id, email, name, attributes };
  }
  if ("memberId" in requester) {
    throw new DomainError("reference.unknown", {
      detail: "The requester is no active member of this tenant.",
      errors: [{ pointer: "/requester/memberId", message: "names no active member" }],
    });
  }
  const { email, name } = requester;
  return { memberId: null, email, name: name ?? email, attributes: {} };
};
