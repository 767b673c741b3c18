import { findMember } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

const unknown = (message: string): DomainError =>
  new DomainError("reference.unknown", {
    detail: "The backup must be another member of this tenant.",
    errors: [{ pointer: "/backupId", message }],
  });

/** Throws `reference.unknown` when the backup is no member of the tenant, or the member themselves. */
export const checkBackup = async (
  ctx: UnitContext,
  memberId: Id<"member"> | null,
  backupId: Id<"member"> | null | undefined,
): Promise<void> => {
  if (backupId === null || backupId === undefined) {
    return;
  }
  if (backupId === memberId) {
    throw unknown("is the member themselves");
  }
  if ((await findMember(ctx.unit.tx, ctx.tenantId, backupId)) === undefined) {
    throw unknown("names no member");
  }
};
