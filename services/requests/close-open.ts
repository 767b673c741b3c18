import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { close } from "./close.ts";
import { getRequest } from "./get.ts";
import type { RequestDetail } from "./record.ts";

export type ClosingInput = { readonly id: Id<"request">; readonly comment?: string | undefined };

/** Withdraws or cancels, in a transaction of its own, and answers the request as it then is. */
export const closeOpen = (
  ctx: Context,
  event: "withdraw" | "cancel",
  { id, comment }: ClosingInput,
): Promise<RequestDetail> =>
  inTenant(ctx, async (_tx, unit) => {
    const closed = { requestId: id, event, detail: comment === undefined ? {} : { comment } };
    await close(unit, closed);
    return getRequest(unit, id);
  });
