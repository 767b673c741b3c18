import { changeSystemTask } from "../../db/queries/task-attempts.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { UnitContext } from "../in-tenant.ts";
import { askPerson } from "./ask-person.ts";

/**
 * Lets a person do what no system of the tenant's has answered, in the transaction that holds the task's request.
 * `asked` in the audit says how many were asked; with nobody, the task stays open for the API. Does nothing when the
 * task waits for no system any more.
 */
export const handToPerson = async (
  ctx: UnitContext,
  { taskId, message }: { readonly taskId: Id<"serviceTask">; readonly message: string },
): Promise<void> => {
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
