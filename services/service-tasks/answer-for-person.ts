import { findMember } from "../../db/queries/members.ts";
import { listAskedPeople } from "../../db/queries/task-people.ts";
import type { Id } from "../../db/schema/columns.ts";
import { actDetail } from "../audit/act-detail.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { answerByHand } from "./answer.ts";
import { getServiceTask } from "./get.ts";
import type { HandAnswerBody } from "./inputs.ts";
import { lockTask } from "./lock.ts";
import type { ServiceTaskDetail } from "./record.ts";

/** Throws `reference.unknown` for somebody who is no active member, `actor.not_allowed` for one who was not asked. */
const requirePerformer = async (
  ctx: UnitContext,
  { taskId, memberId }: { readonly taskId: Id<"serviceTask">; readonly memberId: Id<"member"> },
): Promise<void> => {
  const member = await findMember(ctx.unit.tx, ctx.tenantId, memberId);
  if (member?.status !== "active") {
    throw new DomainError("reference.unknown", {
      detail: "Only an active member of this tenant can act.",
      errors: [{ pointer: "/actingMemberId", message: "names no active member" }],
    });
  }
  const asked = await listAskedPeople(ctx.unit.tx, ctx.tenantId, taskId);
  if (!member.roles.includes("tenant_admin") && !asked.some((person) => person.memberId === memberId)) {
    throw new DomainError("actor.not_allowed", {
      detail: "Only somebody who was asked to do the task, or a tenant admin, answers it.",
    });
  }
};

/**
 * The tenant's software gives one of the answers of a task's form, for a person or for nobody in particular. Throws
 * `resource.not_found`, `reference.unknown`, `actor.not_allowed`, and what `answerByHand` throws; idempotent like it.
 */
export const answerForPerson = (
  ctx: Context,
  input: HandAnswerBody & { readonly id: Id<"serviceTask"> },
): Promise<ServiceTaskDetail> =>
  inTenant(ctx, async (_tx, unit) => {
    const { id: taskId, answer: answerName, fields, comment, actingMemberId } = input;
    await lockTask(unit, taskId);
    if (actingMemberId !== undefined) {
      await requirePerformer(unit, { taskId, memberId: actingMemberId });
    }
    const by = { via: "api", ...actDetail({ comment, actingMemberId }) };
    await answerByHand(unit, { taskId, answerName, fields, comment: comment ?? null, by });
    return getServiceTask(unit, taskId);
  });
