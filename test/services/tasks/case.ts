import type { Id } from "../../../db/schema/columns.ts";
import type { Context, Runtime } from "../../../services/context.ts";
import { createIntegration } from "../../../services/integrations/index.ts";
import type { IntegrationInput } from "../../../services/integrations/model.ts";
import { TryAgain } from "../../../services/outbox/settle.ts";
import { getServiceTask } from "../../../services/service-tasks/index.ts";
import type { TaskDefinition } from "../../../services/service-tasks/model.ts";
import { performTask } from "../../../services/service-tasks/perform.ts";
import { type Office, openOffice } from "../../support/office.ts";
import { openTask } from "../../support/open-task.ts";

export type TaskCase = Office & {
  readonly id: Id<"serviceTask">;
  readonly requestId: Id<"request">;
  /** Delivers the message that the task is to be performed, as often as it is called. */
  readonly deliver: () => Promise<"done" | TryAgain>;
  readonly read: () => ReturnType<typeof getServiceTask>;
};

const deliver = async (runtime: Runtime, { tenantId }: Context, taskId: Id<"serviceTask">) => {
  try {
    await performTask(runtime, {
      tenantId,
      id: runtime.ports.ids.next("outboxMessage"),
      kind: "task.perform",
      payload: { taskId },
      attempts: 1,
      leaseToken: runtime.ports.ids.token(),
    });
    return "done" as const;
  } catch (error) {
    if (error instanceof TryAgain) return error;
    throw error;
  }
};

let names = 0;

/** A tenant with one order, whose run has just asked for a task. */
export const openTaskCase = async (
  runtime: Runtime,
  integration: IntegrationInput | null,
  definition: (office: Office) => Partial<TaskDefinition> = () => ({}),
): Promise<TaskCase> => {
  names += 1;
  const office = await openOffice(runtime, `Tenant ${names}`);
  const { ctx } = office;
  await office.rule(({ ids }) => ({
    stages: [{ name: "one", approvers: [{ member: ids.bob }], quorum: "any" }],
  }));
  if (integration !== null) await createIntegration(ctx, integration);
  const request = await office.ask();
  if (request.run === null) throw new Error("the request has no run");
  const { id } = await openTask(ctx, { runId: request.run.id, requestId: request.id }, definition(office));
  return {
    ...office,
    id,
    requestId: request.id,
    deliver: () => deliver(runtime, ctx, id),
    read: () => getServiceTask(ctx, id),
  };
};
