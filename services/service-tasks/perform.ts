import { Webhook } from "standardwebhooks";
import { findRun, type ServiceTaskRow } from "../../db/queries/runs.ts";
import {
  countAttempt,
  findIntegrationFor,
  findServiceTask,
  type IntegrationTarget,
  moveServiceTask,
  type TaskEnd,
} from "../../db/queries/service-tasks.ts";
import { databaseTime } from "../../db/queries/clock.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context, Runtime } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { integrationSecretPurpose } from "../integrations/model.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { wakeRun } from "../outbox/wake.ts";
import type { HttpAnswer } from "../ports.ts";
import { systemContext } from "../system-context.ts";
import { taskAnswerSchema } from "./model.ts";

/** Attempts until a task is given up as failed: with the outbox's backoff, about four minutes. */
const taskAttemptsMax = 10;
const taskTimeoutMilliseconds = 10_000;

type Work = {
  readonly task: ServiceTaskRow;
  readonly kind: string;
  readonly integration: IntegrationTarget | undefined;
  readonly now: Date;
};

const load = (ctx: Context, taskId: Id<"serviceTask">): Promise<Work | null> =>
  inTenant(ctx, async (tx) => {
    const task = await findServiceTask(tx, ctx.tenantId, taskId);
    if (task === undefined || task.status !== "pending") {
      return null;
    }
    const run = await findRun(tx, ctx.tenantId, task.runId);
    const integration = await findIntegrationFor(tx, ctx.tenantId, task.type);
    return { task, kind: run?.kind ?? "", integration, now: await databaseTime(tx) };
  });

const call = (ctx: Context, work: Work & { integration: IntegrationTarget }, attempt: number) => {
  const { task, integration, kind, now } = work;
  const { id, type, requestId, input } = task;
  const body = JSON.stringify({
    task: { id, type, tenantId: ctx.tenantId, requestId, kind, attempt },
    input,
  });
  const secret = ctx.ports.vault.open(integration.secret, integrationSecretPurpose(integration.id));
  return ctx.ports.http.post({
    url: integration.url,
    body,
    timeoutMilliseconds: taskTimeoutMilliseconds,
    headers: {
      "content-type": "application/json",
      "idempotency-key": id,
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, now, body),
    },
  });
};

/** 200 with one of the two outcomes, or 202; null for anything else, which is a failed attempt. */
const readAnswer = ({ status, body }: HttpAnswer): Omit<TaskEnd, "id" | "attempts"> | null => {
  if (status === 202) {
    return { status: "accepted" };
  }
  if (status !== 200) {
    return null;
  }
  try {
    const { outcome, ...rest } = taskAnswerSchema.parse(JSON.parse(body));
    return { status: outcome, ...rest };
  } catch {
    return null;
  }
};

/** Writes how the task came out and wakes the run; does nothing when it had ended before. */
const end = (ctx: Context, task: ServiceTaskRow, outcome: TaskEnd): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const moved = await moveServiceTask(tx, ctx.tenantId, outcome);
    if (moved === undefined) {
      return;
    }
    if (moved.status !== "accepted") {
      await wakeRun(unit, { taskId: moved.id, callback: moved.callback }, task.requestId);
    }
    await record(unit, {
      action: `service_task.${moved.status}`,
      target: { type: "service_task", id: task.id },
      requestId: task.requestId,
      detail: {
        type: task.type,
        step: task.step,
        attempts: moved.attempts,
        reasonCode: moved.reasonCode,
        result: moved.result,
      },
    });
  });

const failAttempt = async (
  ctx: Context,
  task: ServiceTaskRow,
  failure: { attempts: number; message: string },
) => {
  await inTenant(ctx, (tx) => countAttempt(tx, ctx.tenantId, { id: task.id, ...failure }));
  throw new Error(failure.message);
};

const attemptOnce = async (ctx: Context, work: Work, attempts: number) => {
  const { task, integration } = work;
  if (integration === undefined) {
    return { answer: null, message: `The tenant has no integration for ${task.type}.` };
  }
  try {
    const answer = await call(ctx, { ...work, integration }, attempts);
    return { answer: readAnswer(answer), message: `${task.type}: the answer was status ${answer.status}.` };
  } catch (error) {
    return { answer: null, message: `${task.type}: there was no answer (${(error as Error).message}).` };
  }
};

/**
 * Handles `task.perform`: one signed POST to the tenant's integration with the task's id as idempotency key.
 * A failed attempt throws, so that the outbox tries again; the last one ends the task as failed and wakes the run.
 */
export const performTask = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const work = await load(ctx, message.payload["taskId"] as Id<"serviceTask">);
  if (work === null) {
    return;
  }
  const { attempts } = message;
  const { id } = work.task;
  const { answer, message: text } = await attemptOnce(ctx, work, attempts);
  if (answer !== null) {
    await end(ctx, work.task, { id, attempts, message: null, ...answer });
  } else if (attempts >= taskAttemptsMax) {
    await end(ctx, work.task, { id, attempts, status: "failed", reasonCode: "no_answer", message: text });
  } else {
    await failAttempt(ctx, work.task, { attempts, message: text });
  }
};
