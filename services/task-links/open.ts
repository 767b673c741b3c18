import type { Id } from "../../db/schema/columns.ts";
import type { Runtime } from "../context.ts";

/** Who holds which link to a task, from a verified token or from the page session made of one. */
export type TaskLinkIdentity = {
  readonly tenantId: Id<"tenant">;
  readonly jti: string;
  readonly taskId: Id<"serviceTask">;
  /** Null for somebody outside. */
  readonly memberId: Id<"member"> | null;
};

/**
 * Reads the token of a link to a task: signature, type, audience, age and strict form. Writes nothing and asks the
 * database nothing; whether the link still lives is told by its row (`readTask`, `answerByLink`).
 */
export const openTaskLink = async (runtime: Runtime, token: string): Promise<TaskLinkIdentity | null> => {
  const claims = await runtime.ports.tokens.verifyTaskLink(token);
  return claims === null
    ? null
    : {
        tenantId: claims.tenantId as Id<"tenant">,
        jti: claims.jti,
        taskId: claims.taskId as Id<"serviceTask">,
        memberId: claims.memberId as Id<"member"> | null,
      };
};
