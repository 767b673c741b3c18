import { lockRequest } from "../../db/queries/requests.ts";
import { findRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { close } from "../requests/close.ts";

/**
 * Rejects a request in the policy's name, for a reason that its run found out. Idempotent: one that is no longer pending
 * stays as it is.
 */
export const rejectRequest = (
  ctx: Context,
  input: { readonly runId: Id<"run">; readonly reasonCode: string; readonly message: string },
): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, reasonCode, message } = input;
    const run = await findRun(tx, ctx.tenantId, runId);
    const request = run === undefined ? undefined : await lockRequest(tx, ctx.tenantId, run.requestId);
    if (request === undefined) {
      throw notFound();
    }
    if (request.status === "pending") {
      await close(
        { ...unit, actor: { type: "system", name: "policy" } },
        { requestId: request.id, event: "reject", detail: { reasonCode, message } },
      );
    }
  });
