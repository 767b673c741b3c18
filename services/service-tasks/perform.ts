import { databaseTime } from "../../db/queries/clock.ts";
import { lockRequest } from "../../db/queries/requests.ts";
import { findRun, type ServiceTaskRow } from "../../db/queries/runs.ts";
import {
  findIntegrationFor,
  findServiceTask,
  type IntegrationTarget,
} from "../../db/queries/service-tasks.ts";
import { beginAttempt, changeSystemTask, insertTaskAttempt } from "../../db/queries/task-attempts.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context, Runtime } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { TryAgain } from "../outbox/settle.ts";
import { systemContext } from "../system-context.ts";
import { answerTask } from "./answer.ts";
import { callSystem } from "./call-system.ts";
import { handToPerson } from "./hand-to-person.ts";
import type { CallOutcome } from "./read-answer.ts";
import { isOpenTask } from "./request.ts";

/** One call that is about to be made; `task.attempts` counts it already. */
type Attempt = {
  readonly task: ServiceTaskRow;
  readonly kind: string;
  readonly integration: IntegrationTarget;
  readonly startedAt: Date;
};

/**
 * Ends what systems can do for a task: a person does it instead. One that is called once and was called has failed, and
 * nobody is asked in the system's place.
 */
const giveUpOnSystem = async (ctx: UnitContext, task: ServiceTaskRow, message: string): Promise<void> => {
  await lockRequest(ctx.unit.tx, ctx.tenantId, task.requestId);
  if (task.attemptsMax === null || task.attempts === 0) {
    await handToPerson(ctx, { taskId: task.id, message });
    return;
  }
  await answerTask(ctx, {
    taskId: task.id,
    answer: { outcome: "failed", reasonCode: "no_answer", message },
    by: { via: "integration", attempt: task.attempts },
  });
};

const isUsedUp = (task: ServiceTaskRow, integration: IntegrationTarget): boolean =>
  task.attempts >= Math.min(integration.attemptsMax, task.attemptsMax ?? integration.attemptsMax);

/** Counts the next call of a task that still waits for a system; one that no system can be called for goes to a person. */
const begin = (ctx: Context, taskId: Id<"serviceTask">): Promise<Attempt | null> =>
  inTenant(ctx, async (tx, unit) => {
    const found = await findServiceTask(tx, ctx.tenantId, taskId);
    if (found === undefined || found.status !== "pending" || found.performedBy === "person") {
      return null;
    }
    const integration = await findIntegrationFor(tx, ctx.tenantId, found.type);
    if (integration === undefined) {
      await giveUpOnSystem(unit, found, `No system is connected for ${found.type} any more.`);
      return null;
    }
    if (isUsedUp(found, integration)) {
      // The last call was counted, but nobody wrote down how it came out.
      await giveUpOnSystem(unit, found, found.message ?? "How the last call came out is not known.");
      return null;
    }
    const run = await findRun(tx, ctx.tenantId, found.runId);
    const task = await beginAttempt(tx, ctx.tenantId, taskId);
    return task === undefined
      ? null
      : { task, kind: run?.kind ?? "", integration, startedAt: await databaseTime(tx) };
  });

const accept = async (ctx: UnitContext, { id, requestId, type, step }: ServiceTaskRow): Promise<void> => {
  const change = { id, status: "accepted", message: null } as const;
  const accepted = await changeSystemTask(ctx.unit.tx, ctx.tenantId, change);
  if (accepted !== undefined) {
    await record(ctx, {
      action: "service_task.accepted",
      target: { type: "service_task", id },
      requestId,
      detail: { type, step, attempts: accepted.attempts },
    });
  }
};

/** Answers whether the call is to be made again. */
const noteFailure = async (
  ctx: UnitContext,
  { task, integration }: Attempt,
  message: string,
): Promise<boolean> => {
  if (isUsedUp(task, integration)) {
    const now = await findServiceTask(ctx.unit.tx, ctx.tenantId, task.id);
    if (now?.status === "pending") {
      await giveUpOnSystem(ctx, task, message);
    }
    return false;
  }
  return (await changeSystemTask(ctx.unit.tx, ctx.tenantId, { id: task.id, message })) !== undefined;
};

/** What the outcome of a call means for its task. An answer that comes when the task has ended is kept with the call alone. */
const apply = async (ctx: UnitContext, attempt: Attempt, outcome: CallOutcome): Promise<boolean> => {
  const { task } = attempt;
  if (outcome.outcome === "failed") return noteFailure(ctx, attempt, outcome.message);
  if (outcome.outcome === "accepted") {
    await accept(ctx, task);
    return false;
  }
  const now = await findServiceTask(ctx.unit.tx, ctx.tenantId, task.id);
  if (now !== undefined && isOpenTask(now)) {
    const by = { via: "integration", integrationId: attempt.integration.id, attempt: task.attempts };
    await answerTask(ctx, { taskId: task.id, answer: outcome, by });
  }
  return false;
};

type Ended = {
  readonly outcome: CallOutcome;
  readonly httpStatus: number | null;
  readonly milliseconds: number;
};

const finish = (ctx: Context, attempt: Attempt, { outcome, ...call }: Ended): Promise<boolean> =>
  inTenant(ctx, async (tx, unit) => {
    const { task, integration, startedAt } = attempt;
    await lockRequest(tx, ctx.tenantId, task.requestId);
    await insertTaskAttempt(tx, {
      tenantId: ctx.tenantId,
      taskId: task.id,
      attempt: task.attempts,
      integrationId: integration.id,
      startedAt,
      ...call,
      outcome: outcome.outcome,
      message: "message" in outcome ? outcome.message : null,
    });
    return apply(unit, attempt, outcome);
  });

/**
 * Handles `task.perform`: one signed POST to the tenant's system with the task's id as idempotency key, while the task
 * is pending. An outcome ends the task and wakes the run; a failed call is made again by the integration's own plan
 * (`TryAgain`), and after the last one the task is a person's; a task that is called once has failed then. Every call is kept, and safe to make twice.
 */
export const performTask = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const attempt = await begin(ctx, message.payload["taskId"] as Id<"serviceTask">);
  if (attempt === null) {
    return;
  }
  const { task, integration } = attempt;
  const ended = await callSystem(ctx, attempt);
  const isAgain = await finish(ctx, attempt, ended);
  if (isAgain && ended.outcome.outcome === "failed") {
    const { firstDelayMilliseconds: firstMilliseconds, maxDelayMilliseconds: maxMilliseconds } = integration;
    throw new TryAgain(`${task.type}: ${ended.outcome.message}`, {
      failures: task.attempts,
      backoff: { firstMilliseconds, maxMilliseconds },
    });
  }
};
