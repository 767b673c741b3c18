import type { Context, Runtime } from "../context.ts";
import type { LinkIdentity } from "./open.ts";

/** A context for the holder of a link. What is recorded is that the holder of the link sent to this person acted. */
export const linkContext = (
  runtime: Runtime,
  { tenantId, memberId, jti }: LinkIdentity,
  { level, traceId }: { readonly level: "link" | "code"; readonly traceId: string },
): Context => ({
  ...runtime,
  tenantId,
  actor: { type: "member", id: memberId },
  auth: { method: "email_link", level, jti },
  traceId,
});
