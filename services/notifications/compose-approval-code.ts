import { findActionCode } from "../../db/queries/action-codes.ts";
import { findActionLink } from "../../db/queries/action-links.ts";
import type { NotificationRow } from "../../db/queries/notifications.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { loadSeat } from "./load-seat.ts";
import { approvalCode } from "./templates/approval-code.ts";
import type { MailContent } from "./templates/model.ts";

/**
 * The mail with the link's newest code, which is made here from what is stored and the key that is not. Null: the
 * code no longer counts, or the link is dead.
 */
export const composeApprovalCode = async (
  ctx: Context,
  notification: NotificationRow,
): Promise<MailContent | null> => {
  const jti = notification.linkJti ?? "";
  const { code, link } = await inTenant(ctx, async (tx) => ({
    code: await findActionCode(tx, ctx.tenantId, jti),
    link: await findActionLink(tx, ctx.tenantId, jti),
  }));
  if (code === undefined || code.expired || code.usedAt !== null || link?.status !== "active") {
    return null;
  }
  const loaded = await loadSeat(ctx, notification);
  return loaded === null
    ? null
    : approvalCode({
        ...loaded.named,
        code: ctx.ports.codes.make(code),
        expiresAt: code.expiresAt.toISOString(),
      });
};
