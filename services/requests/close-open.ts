import { lockRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { type ActByHand, actDetail } from "../audit/act-detail.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { close } from "./close.ts";
import { getRequest } from "./get.ts";
import type { RequestDetail } from "./record.ts";
import { requireActor } from "./require-actor.ts";

export type ClosingInput = ActByHand & { readonly id: Id<"request"> };

/** Withdraws or cancels, in a transaction of its own, and answers the request as it then is. */
export const closeOpen = (
  ctx: Context,
  event: "withdraw" | "cancel",
  { id, comment, actingMemberId }: ClosingInput,
): Promise<RequestDetail> =>
  inTenant(ctx, async (tx, unit) => {
    if (actingMemberId !== undefined) {
      const request = await lockRequest(tx, ctx.tenantId, id);
      if (request === undefined) throw notFound();
      await requireActor(unit, event, { request, actingMemberId });
    }
    const detail = actDetail({ comment, actingMemberId });
    await close(unit, { requestId: id, event, detail });
    return getRequest(unit, id);
  });
