import type { Context, Runtime } from "../context.ts";
import { decide, type Decided } from "../decisions/decide.ts";
import type { LinkIdentity } from "./open.ts";

export type LinkDecision = {
  readonly outcome: "approve" | "reject";
  readonly comment: string | null;
  /** Hex; of what the page showed. */
  readonly contentHash: string;
  readonly traceId: string;
};

/**
 * Decides as the holder of a link, at assurance level "link": what is recorded is that the holder of the link
 * sent to this person decided. Throws what `decide` throws; a link that was used or voided is `link.void`.
 */
export const decideByLink = (
  runtime: Runtime,
  identity: LinkIdentity,
  { outcome, comment, contentHash, traceId }: LinkDecision,
): Promise<Decided> => {
  const { tenantId, jti, memberId } = identity;
  const ctx: Context = {
    ...runtime,
    tenantId,
    actor: { type: "member", id: memberId },
    auth: { method: "email_link", level: "link", jti },
    traceId,
  };
  return decide(ctx, {
    assignmentId: identity.assignmentId,
    outcome,
    ...(comment === null ? {} : { comment }),
    requestVersion: identity.requestVersion,
    actingMemberId: memberId,
    via: "email_link",
    assurance: "link",
    link: { jti, contentHash },
  });
};
