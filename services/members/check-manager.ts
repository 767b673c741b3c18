import { findMember, lockReportingLines } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

/** Reporting lines longer than this are taken for a mistake. */
const levelsMax = 50;

/**
 * Throws `reference.unknown` when the manager is no member of the tenant, and `member.manager_cycle` when the
 * member would come to be their own manager, however many levels up. A new member (null) is above nobody yet.
 */
export const checkManager = async (
  ctx: UnitContext,
  memberId: Id<"member"> | null,
  managerId: Id<"member">,
): Promise<void> => {
  if (memberId !== null) {
    await lockReportingLines(ctx.unit.tx, ctx.tenantId);
  }
  let above: Id<"member"> | null = managerId;
  for (let level = 1; above !== null; level += 1) {
    if (above === memberId || level > levelsMax) {
      throw new DomainError("member.manager_cycle", {
        detail: "Nobody can be above themselves in the reporting line.",
        errors: [{ pointer: "/managerId", message: "would close a circle in the reporting line" }],
      });
    }
    const manager = await findMember(ctx.unit.tx, ctx.tenantId, above);
    if (manager === undefined) {
      throw new DomainError("reference.unknown", {
        detail: "The manager is no member of this tenant.",
        errors: [{ pointer: "/managerId", message: "names no member" }],
      });
    }
    above = memberId === null ? null : manager.managerId;
  }
};

/** The address is how people are told apart within a tenant. */
export const emailTaken = (): DomainError =>
  new DomainError("resource.conflict", {
    detail: "There is a member with this address already.",
    errors: [{ pointer: "/email", message: "is taken" }],
  });

export const emailIndex = "members_email";
