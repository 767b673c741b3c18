import { insertServiceTask } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context, Runtime } from "../../services/context.ts";
import { storeDocuments } from "../../services/documents/store.ts";
import { inTenant } from "../../services/in-tenant.ts";
import { callbackPurpose } from "../../services/outbox/wake.ts";
import { askPerson } from "../../services/service-tasks/ask-person.ts";
import { type ByHandInput, byHandSchema, type Performer } from "../../services/service-tasks/model.ts";
import { systemContext } from "../../services/system-context.ts";
import { pdf } from "./files.ts";
import type { FurnishedTenant } from "./furnished-tenant.ts";

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

const usualForm: ByHandInput = {
  title: "Pay the invoice",
  instructions: "Please pay it, and say when it is done.",
  answers: [{ name: "done", label: "Mark as done", tone: "good", outcome: "completed" }],
};

/** A document of the tenant's request, as if somebody had handed it in with a task. */
export const putDocument = async (
  { runtime }: { readonly runtime: Runtime },
  { tenantId, ids }: FurnishedTenant,
): Promise<string> => {
  const requestId = ids.request as Id<"request">;
  const of = { tenantId, requestId, runId: ids.run };
  const form = { form: usualForm, performer: { email: "jane@mail.example", name: "Jane" } };
  const id = await askByHand(runtime, of, { ...form, step: "papers" });
  const upload = { field: "passport", fileName: "passport.pdf", content: pdf };
  const { byField } = await inTenant(workflowContext(runtime, tenantId), (_tx, ctx) =>
    storeDocuments(ctx, { id, requestId }, [upload]),
  );
  return byField["passport"] ?? "";
};
