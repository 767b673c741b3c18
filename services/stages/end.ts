import { voidActionLinks } from "../../db/queries/action-links.ts";
import { closeRequest } from "../../db/queries/requests.ts";
import {
  endSeats,
  listSeatsOfStage,
  listStages,
  type StageRow,
  updateStage,
} from "../../db/queries/stages.ts";
import { record } from "../audit/record.ts";
import type { UnitContext } from "../in-tenant.ts";
import { close } from "../requests/close.ts";
import type { LockedRequest } from "./lock-position.ts";
import { haveAllPassed } from "./standing.ts";

/** Silence approves: the stage, and the request when it was the last that had to. */
const approveBySilence = async (ctx: UnitContext, request: LockedRequest, stage: StageRow): Promise<void> => {
  const { tenantId, unit } = ctx;
  const stages = await listStages(unit.tx, tenantId, request.id);
  const others = stages.filter(({ id, round }) => id !== stage.id && round === request.round);
  const isLast = haveAllPassed(others);
  if (isLast) {
    await closeRequest(unit.tx, tenantId, { requestId: request.id, from: "pending", to: "approved" });
  }
  await updateStage(unit.tx, tenantId, stage.id, { status: "approved", closed: true });
  await endSeats(unit.tx, tenantId, { stageId: stage.id }, "expired");
  await voidActionLinks(unit.tx, tenantId, { stageId: stage.id }, "revoked");
  await record(ctx, {
    action: "stage.approved",
    target: { type: "stage", id: stage.id },
    requestId: request.id,
    detail: {
      name: stage.name,
      bySilence: true,
      deadlineAt: stage.deadlineAt?.toISOString() ?? null,
      request: { status: isLast ? "approved" : "pending" },
    },
  });
};

/** Whether somebody has said no, which `majorityOutOfReach` lets stand without an end. */
const isOpposed = async ({ tenantId, unit }: UnitContext, stage: StageRow): Promise<boolean> =>
  (await listSeatsOfStage(unit.tx, tenantId, stage.id)).some(
    ({ decision }) => decision?.outcome === "reject",
  );

/**
 * Does with an active stage whose deadline has passed what its policy says: the request expires or is rejected, or
 * the stage counts as approved. Silence approves nothing that somebody has rejected: that expires. Inside the caller's
 * transaction; its last statement is the audit event.
 */
export const endStage = async (ctx: UnitContext, request: LockedRequest, stage: StageRow): Promise<void> => {
  const byPolicy: UnitContext = { ...ctx, actor: { type: "system", name: "policy" } };
  const detail = { stage: stage.name, deadlineAt: stage.deadlineAt?.toISOString() ?? null };
  const isExpired =
    stage.onDeadline === "expire" || (stage.onDeadline === "approve" && (await isOpposed(ctx, stage)));
  if (isExpired) {
    await close(ctx, { requestId: request.id, event: "expire", detail });
  } else if (stage.onDeadline === "reject") {
    await updateStage(ctx.unit.tx, ctx.tenantId, stage.id, { status: "rejected", closed: true });
    await close(byPolicy, { requestId: request.id, event: "reject", detail: { ...detail, bySilence: true } });
  } else {
    await approveBySilence(byPolicy, request, stage);
  }
};
