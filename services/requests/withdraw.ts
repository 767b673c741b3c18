import type { Context } from "../context.ts";
import { type ClosingInput, closeOpen } from "./close-open.ts";
import type { RequestDetail } from "./record.ts";

/** The requester takes the request back while it is open or returned. Throws `approval_request.not_pending` and `actor.not_allowed`. */
export const withdrawRequest = (ctx: Context, input: ClosingInput): Promise<RequestDetail> =>
  closeOpen(ctx, "withdraw", input);
