import { type Done, nothingToUndo } from "../model.ts";
import type { Scene } from "./effect.ts";

/**
 * Answers for a task that never took effect here, and sees to it that it never will: a late arrival of the
 * original finds the tombstone.
 */
export const bury = async ({ sql, key }: Scene, originalTaskId: string): Promise<Done> => {
  await sql`
    insert into local_sandbox.tombstones (tenant_id, task_id) values (${key.tenantId}, ${originalTaskId})
    on conflict do nothing`;
  return nothingToUndo;
};
