import { createHash } from "node:crypto";
import type { Id } from "../../db/schema/columns.ts";
import type { UnitContext } from "../in-tenant.ts";
import { enqueue } from "./enqueue.ts";

/** What a run waits on: a stage's answer, a service task's, or a timer. Each keeps its callback sealed in its row. */
export type Doorbell = { readonly callback: Buffer | null } & (
  | { readonly stageId: Id<"stage"> }
  | { readonly taskId: Id<"serviceTask"> }
  | { readonly runId: Id<"run">; readonly step: string }
);

const targetOf = (doorbell: Doorbell): string => {
  if ("stageId" in doorbell) return doorbell.stageId;
  return "taskId" in doorbell ? doorbell.taskId : `${doorbell.runId}:${doorbell.step}`;
};

const payloadOf = (doorbell: Doorbell): Readonly<Record<string, string>> => {
  if ("stageId" in doorbell) return { stageId: doorbell.stageId };
  return "taskId" in doorbell ? { taskId: doorbell.taskId } : { runId: doorbell.runId, step: doorbell.step };
};

/**
 * Wakes the run that waits there, once per callback however often it is asked to. Does nothing while the run is not
 * waiting yet: it reads the truth when it comes to wait.
 */
export const wakeRun = async (
  ctx: UnitContext,
  doorbell: Doorbell,
  requestId: Id<"request">,
): Promise<void> => {
  if (doorbell.callback === null) {
    return;
  }
  const callback = createHash("sha256").update(doorbell.callback).digest("base64url");
  await enqueue(ctx, {
    kind: "callback.complete",
    dedupeKey: `${targetOf(doorbell)}:${callback}`,
    payload: payloadOf(doorbell),
    requestId,
  });
};

/** Binds a sealed callback to the row that keeps it; a timer's to its run. */
export const callbackPurpose = (target: Id<"stage"> | Id<"serviceTask"> | Id<"run">): string =>
  `callback:${target}`;
