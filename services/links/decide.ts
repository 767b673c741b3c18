import { type CodeVerdict, checkCode } from "../codes/check.ts";
import type { ConfirmedChoice } from "../codes/model.ts";
import type { Runtime } from "../context.ts";
import { decide, type Decided } from "../decisions/decide.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { queueMails } from "../notifications/queue.ts";
import { linkContext } from "./context.ts";
import { isLive, type LockedLink, lockLink } from "./lock.ts";
import type { LinkIdentity } from "./open.ts";

export type LinkDecision = {
  readonly choice: ConfirmedChoice;
  /** As it was typed; looked at where the stage asks for a code. */
  readonly code: string;
  readonly traceId: string;
};

export type LinkAnswer =
  | { readonly answer: "decided"; readonly decided: Decided }
  | { readonly answer: "code_refused"; readonly refusal: Exclude<CodeVerdict, { verdict: "right" }> };

/** The decider is told what was recorded in their name. Written before the decision, whose audit event comes last. */
const confirmByMail = (ctx: UnitContext, { request, seat }: LockedLink): Promise<void> =>
  queueMails(ctx, [
    {
      template: "decision-recorded",
      recipient: seat.memberEmail,
      requestId: request.id,
      assignmentId: seat.assignment.id,
    },
  ]);

const recordDecision = async (
  ctx: UnitContext,
  identity: LinkIdentity,
  { choice, assurance }: { readonly choice: ConfirmedChoice; readonly assurance: "link" | "code" },
): Promise<LinkAnswer> => {
  const { outcome, comment, reasonCode, contentHash } = choice;
  const decided = await decide(ctx, {
    assignmentId: identity.assignmentId,
    outcome,
    ...(comment === null ? {} : { comment }),
    ...(reasonCode === null ? {} : { reasonCode }),
    requestVersion: identity.requestVersion,
    actingMemberId: identity.memberId,
    via: "email_link",
    assurance,
    link: { jti: identity.jti, contentHash },
  });
  return { answer: "decided", decided };
};

/**
 * Decides as the holder of a link: at assurance level "link", or "code" where the stage asks for one and it was right.
 * A code is used up with the decision or not at all; once there is a decision, none is asked for to see it again.
 * Throws what `decide` throws; a link that was used or voided is `link.void`.
 */
export const decideByLink = (
  runtime: Runtime,
  identity: LinkIdentity,
  { choice, code, traceId }: LinkDecision,
): Promise<LinkAnswer> =>
  inTenant(linkContext(runtime, identity, { level: "link", traceId }), async (_tx, ctx) => {
    const locked = await lockLink(ctx, identity);
    if (locked === null) {
      throw new DomainError("link.void", { detail: "This link is no longer valid." });
    }
    // What is not live is refused or replayed by `decide`, code or no code: nobody is asked for one in vain.
    const needsCode = locked.stage.assurance === "code" && isLive(locked);
    if (needsCode) {
      const verdict = await checkCode(ctx, locked, { choice, typed: code });
      if (verdict.verdict !== "right") {
        return { answer: "code_refused", refusal: verdict };
      }
    }
    if (locked.seat.decision === null) {
      await confirmByMail(ctx, locked);
    }
    const assurance = needsCode ? "code" : "link";
    const decider = { ...ctx, ...linkContext(ctx, identity, { level: assurance, traceId }), unit: ctx.unit };
    return recordDecision(decider, identity, { choice, assurance });
  });
