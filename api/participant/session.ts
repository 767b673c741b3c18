import { z } from "zod";
import { idSchema } from "../../services/requests/index.ts";
import type { TaskLinkIdentity } from "../../services/task-links/index.ts";
import { pageSessions } from "../pages/session.ts";

const identity: z.ZodType<TaskLinkIdentity> = z.object({
  tenantId: idSchema("ten"),
  jti: z.string(),
  taskId: idSchema("tsk"),
  memberId: z.union([idSchema("mem"), z.null()]),
});

/** The session of an opened task; an approver's is another. */
export const taskSessions = pageSessions({ purpose: "task-session", cookie: "tl", identity });
