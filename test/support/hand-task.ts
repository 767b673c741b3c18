import { insertServiceTask } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context, Runtime } from "../../services/context.ts";
import { inTenant } from "../../services/in-tenant.ts";
import { callbackPurpose } from "../../services/outbox/wake.ts";
import { askPerson } from "../../services/service-tasks/ask-person.ts";
import { type ByHandInput, byHandSchema, type Performer } from "../../services/service-tasks/model.ts";
import { systemContext } from "../../services/system-context.ts";

export type HandTask = {
  readonly form: ByHandInput;
  readonly performer: Performer;
  readonly waitSeconds?: number;
  readonly step?: string;
};

type Of = { readonly tenantId: string; readonly requestId: string; readonly runId: string };

const daySeconds = 86_400;

export const workflowContext = (runtime: Runtime, tenantId: string): Context =>
  systemContext(runtime, tenantId as Id<"tenant">, { name: "workflow", traceId: "trace-test" });

/** Asks persons for a task, as a run that waits for it does. */
export const askByHand = (
  runtime: Runtime,
  { tenantId, requestId, runId }: Of,
  { form, performer, waitSeconds = 4 * daySeconds, step = "by-hand" }: HandTask,
): Promise<Id<"serviceTask">> =>
  inTenant(workflowContext(runtime, tenantId), async (tx, ctx) => {
    const id = ctx.ports.ids.next("serviceTask");
    const task = await insertServiceTask(tx, {
      tenantId: ctx.tenantId,
      id,
      requestId: requestId as Id<"request">,
      runId: runId as Id<"run">,
      step,
      type: "offer.sign",
      input: {},
      performer,
      performedBy: "person",
      byHand: byHandSchema.parse(form),
      callback: ctx.ports.vault.seal("callback-of-a-test", callbackPurpose(id)),
      waitSeconds,
    });
    await askPerson(ctx, task);
    return id;
  });
