import { findGroup } from "../../db/queries/groups.ts";
import { findMember } from "../../db/queries/members.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { IntegrationPerformer } from "./model.ts";

const unknown = (form: "member" | "group", message: string): DomainError =>
  new DomainError("reference.unknown", {
    detail: "The performer names somebody who is not there.",
    errors: [{ pointer: `/performer/${form}`, message }],
  });

/** Throws `reference.unknown` for a performer that names no active member, or no group, of the tenant. */
export const checkPerformer = async (ctx: UnitContext, performer: IntegrationPerformer): Promise<void> => {
  const { tx } = ctx.unit;
  if ("member" in performer) {
    const member = await findMember(tx, ctx.tenantId, performer.member);
    if (member?.status !== "active") throw unknown("member", "names no active member");
  }
  if ("group" in performer && (await findGroup(tx, ctx.tenantId, performer.group)) === undefined) {
    throw unknown("group", "names no group");
  }
};
