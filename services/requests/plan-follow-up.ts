import { databaseTime } from "../../db/queries/clock.ts";
import { findRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { enqueue } from "../outbox/enqueue.ts";
import { readSubject } from "../runs/read-subject.ts";

/**
 * Plans the request that follows upon this one, where its kind has one: the outbox asks for it at its moment, however
 * many years that is from now. Idempotent by run.
 */
export const planFollowUp = (ctx: Context, runId: Id<"run">): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const run = await findRun(tx, ctx.tenantId, runId);
    if (run === undefined) {
      throw notFound();
    }
    const { request, payload, findings } = await readSubject(unit, run.requestId);
    const now = await databaseTime(tx);
    const next = requireKind(ctx, run.kind).followUp?.(payload, findings, now) ?? null;
    if (next === null) {
      return;
    }
    const isNew = await enqueue(unit, {
      kind: "request.follow_up",
      dedupeKey: runId,
      payload: { requestId: request.id, runId },
      requestId: request.id,
      notBefore: next.at,
    });
    if (isNew) {
      await record(unit, {
        action: "approval_request.follow_up_planned",
        target: { type: "approval_request", id: request.id, version: request.currentVersion },
        requestId: request.id,
        detail: { at: next.at.toISOString(), title: next.title },
      });
    }
  });
