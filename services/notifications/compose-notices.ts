import type { NotificationRow } from "../../db/queries/notifications.ts";
import type { Context } from "../context.ts";
import { loadSeat } from "./load-seat.ts";
import { codeTriesExceeded } from "./templates/code-tries-exceeded.ts";
import { decisionRecorded } from "./templates/decision-recorded.ts";
import type { MailContent } from "./templates/model.ts";
import { requestWithdrawn } from "./templates/request-withdrawn.ts";

type Compose = (ctx: Context, notification: NotificationRow) => Promise<MailContent | null>;

/** Tells whoever has the seat that wrong codes have cost them their link. */
export const composeCodeTriesExceeded: Compose = async (ctx, notification) => {
  const loaded = await loadSeat(ctx, notification);
  return loaded === null ? null : codeTriesExceeded(loaded.named);
};

/** Tells whoever has the seat what was decided in their name. */
export const composeDecisionRecorded: Compose = async (ctx, notification) => {
  const loaded = await loadSeat(ctx, notification);
  const decision = loaded?.seat.decision ?? null;
  return loaded === null || decision === null
    ? null
    : decisionRecorded({
        ...loaded.named,
        outcome: decision.outcome,
        decidedAt: decision.decidedAt.toISOString(),
        stageName: loaded.stage.name,
        decidesFor: loaded.principal,
        reasonCode: decision.reasonCode,
        comment: decision.comment,
      });
};

/** Tells whoever was asked that there is nothing left to decide. */
export const composeRequestWithdrawn: Compose = async (ctx, notification) => {
  const loaded = await loadSeat(ctx, notification);
  const status = loaded?.request.status;
  return loaded !== null && (status === "withdrawn" || status === "canceled")
    ? requestWithdrawn({ ...loaded.named, status })
    : null;
};
