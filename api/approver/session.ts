import { z } from "zod";
import type { LinkIdentity } from "../../services/links/index.ts";
import { idSchema } from "../../services/requests/index.ts";
import { pageSessions } from "../pages/session.ts";

const identity: z.ZodType<LinkIdentity> = z.object({
  tenantId: idSchema("ten"),
  jti: z.string(),
  assignmentId: idSchema("asg"),
  requestVersion: z.number().int(),
  memberId: idSchema("mem"),
});

/** The session of an opened review. */
export const reviewSessions = pageSessions({ purpose: "review-session", cookie: "al", identity });
