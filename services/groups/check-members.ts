import { findKnownMembers } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

/** Throws `reference.unknown` with a pointer to every id that names no member of the tenant. */
export const checkGroupMembers = async (
  ctx: UnitContext,
  memberIds: readonly Id<"member">[],
): Promise<void> => {
  const known = await findKnownMembers(ctx.unit.tx, ctx.tenantId, memberIds);
  const errors = memberIds.flatMap((memberId, index) =>
    known.has(memberId) ? [] : [{ pointer: `/memberIds/${index}`, message: "names no member" }],
  );
  if (errors.length > 0) {
    throw new DomainError("reference.unknown", {
      detail: "The group names people who are no members.",
      errors,
    });
  }
};

export const groupNameIndex = "groups_name";

export const groupNameTaken = (): DomainError =>
  new DomainError("resource.conflict", {
    detail: "There is a group of this name already.",
    errors: [{ pointer: "/name", message: "is taken" }],
  });
