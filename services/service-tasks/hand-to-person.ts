import { changeSystemTask } from "../../db/queries/task-attempts.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { UnitContext } from "../in-tenant.ts";
import { findServiceTask, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { answerTask } from "./answer.ts";
import { askPerson } from "./ask-person.ts";
import { isForNobody } from "./for-nobody.ts";
import { isOpenTask } from "./request.ts";

const giveUp = async (ctx: UnitContext, task: ServiceTaskRow, message: string): Promise<void> => {
  if (isOpenTask(task)) {
    const answer = { outcome: "failed", reasonCode: "no_answer", message } as const;
    await answerTask(ctx, { taskId: task.id, answer, by: { via: "integration", attempts: task.attempts } });
  }
};

/**
 * Lets a person do what no system of the tenant's has answered, in the transaction that holds the task's request.
 * `asked` in the audit says how many were asked; with nobody, the task stays open for the API. Does nothing when the
 * task waits for no system any more; gives up what a system was only to be told.
 */
export const handToPerson = async (
  ctx: UnitContext,
  { taskId, message }: { readonly taskId: Id<"serviceTask">; readonly message: string },
): Promise<void> => {
  const found = await findServiceTask(ctx.unit.tx, ctx.tenantId, taskId);
  if (found !== undefined && isForNobody(found)) {
    await giveUp(ctx, found, message);
    return;
  }
  const change = { id: taskId, performedBy: "person", message } as const;
  const task = await changeSystemTask(ctx.unit.tx, ctx.tenantId, change);
  if (task === undefined) {
    return;
  }
  const asked = await askPerson(ctx, task);
  await record(ctx, {
    action: "service_task.handed_to_person",
    target: { type: "service_task", id: task.id },
    requestId: task.requestId,
    detail: { type: task.type, step: task.step, attempts: task.attempts, message, asked },
  });
};
