import { findRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Runtime } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireKind } from "../kinds/require-kind.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { PermanentFailure } from "../outbox/settle.ts";
import { readSubject } from "../runs/read-subject.ts";
import { systemContext } from "../system-context.ts";
import { createRequest } from "./create.ts";
import type { RequestInput } from "./model.ts";

/** What is asked for now, or null where what it would follow upon was taken back. */
const readNext = (runtime: Runtime, message: LeasedMessage): Promise<RequestInput | null> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  return inTenant(ctx, async (tx, unit) => {
    const { requestId, runId } = message.payload;
    const run = await findRun(tx, ctx.tenantId, runId as Id<"run">);
    const { request, payload, findings } = await readSubject(unit, requestId as Id<"request">);
    const kind = requireKind(ctx, request.kind);
    const next = kind.followUp?.(payload, findings, request.closedAt ?? request.createdAt) ?? null;
    if (next === null || request.status !== "approved" || run?.status !== "completed") {
      return null;
    }
    return {
      kind: kind.name,
      title: next.title,
      requester: { email: request.requesterEmail, name: request.requesterName },
      payload: next.payload as Record<string, unknown>,
      // Asked for once, however often the message is handled.
      externalId: `follow-up:${request.id}`,
    };
  });
};

/**
 * Handles `request.follow_up`: asks for the request that follows upon another. What its policy refuses becomes a dead
 * letter, which tells the operator.
 */
export const followUp = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const next = await readNext(runtime, message);
  if (next === null) {
    return;
  }
  const ctx = systemContext(runtime, message.tenantId, { name: "policy", traceId: message.id });
  try {
    await createRequest(ctx, next);
  } catch (error) {
    if (!(error instanceof DomainError)) {
      throw error;
    }
    if (error.code !== "approval_request.duplicate") {
      throw new PermanentFailure(`the follow-up was refused: ${error.code}`);
    }
  }
};
