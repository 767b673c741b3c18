import type { Context, Runtime } from "../context.ts";
import type { TaskLinkIdentity } from "./open.ts";

/** A context for the holder of a link to a task: what is recorded is that the holder of that link acted. */
export const taskLinkContext = (
  runtime: Runtime,
  { tenantId, memberId, jti }: TaskLinkIdentity,
  { level, traceId }: { readonly level: "link" | "code"; readonly traceId: string },
): Context => ({
  ...runtime,
  tenantId,
  actor: memberId === null ? { type: "participant", id: jti } : { type: "member", id: memberId },
  auth: { method: "email_link", level, jti },
  traceId,
});
