import { createHash } from "node:crypto";
import type { Id } from "../../db/schema/columns.ts";
import type { UnitContext } from "../in-tenant.ts";
import { enqueue } from "./enqueue.ts";

/** What a run waits on: a stage's answer or a service task's. Both keep their callback sealed in their row. */
export type Doorbell =
  | { readonly stageId: Id<"stage">; readonly callback: Buffer | null }
  | { readonly taskId: Id<"serviceTask">; readonly callback: Buffer | null };

/**
 * Wakes the run that waits on this stage or task, once per callback however often it is asked to. Does nothing
 * while the run is not waiting yet: it reads the truth when it comes to wait.
 */
export const wakeRun = async (
  ctx: UnitContext,
  doorbell: Doorbell,
  requestId: Id<"request">,
): Promise<void> => {
  if (doorbell.callback === null) {
    return;
  }
  const target = "stageId" in doorbell ? doorbell.stageId : doorbell.taskId;
  const callback = createHash("sha256").update(doorbell.callback).digest("base64url");
  await enqueue(ctx, {
    kind: "callback.complete",
    dedupeKey: `${target}:${callback}`,
    payload: "stageId" in doorbell ? { stageId: doorbell.stageId } : { taskId: doorbell.taskId },
    requestId,
  });
};

/** Binds a sealed callback to the row that keeps it. */
export const callbackPurpose = (target: Id<"stage"> | Id<"serviceTask">): string => `callback:${target}`;
