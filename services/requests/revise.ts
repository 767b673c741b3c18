import { voidActionLinks } from "../../db/queries/action-links.ts";
import { findVersion, type RequestRow, writeRevision } from "../../db/queries/requests.ts";
import { hasServiceTasks } from "../../db/queries/service-tasks.ts";
import { endSeats, endStages, listSeatsOfRequest, listStages } from "../../db/queries/stages.ts";
import { invite } from "../assignments/invite.ts";
import { record } from "../audit/record.ts";
import { DomainError, notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { Before, FateOfEdit, Kind } from "../kinds/model.ts";
import { wakeRun } from "../outbox/wake.ts";
import { wakeWaiting } from "../runs/wake-waiting.ts";
import type { LockedRequest } from "../stages/lock-position.ts";
import { canonicalPayload } from "./content-hash.ts";
import { requirePayload } from "./create.ts";
import { findOut } from "./find-out.ts";
import { requireRoute } from "./require-route.ts";

/** Whoever edits this often should ask anew. */
const versionsMax = 100;

export type RevisionInput = {
  readonly title?: string | undefined;
  readonly payload: unknown;
  /** For the audit log: who did it, and what they said. */
  readonly detail: Readonly<Record<string, unknown>>;
};

export type Revision = { readonly version: number; readonly fate: "keep" | "reapprove" | "unchanged" };

const openStatus = (request: RequestRow): "pending" | "approved" => {
  if (request.status === "pending" || request.status === "approved") {
    return request.status;
  }
  throw new DomainError("approval_request.not_editable", {
    detail: `The request is ${request.status}: only one that is open, or approved and under way, is edited.`,
    extensions: { requestStatus: request.status },
  });
};

const readCurrent = async (ctx: UnitContext, request: RequestRow) => {
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (version === undefined) throw notFound();
  return version;
};

const readBefore = async (
  { tenantId, unit }: UnitContext,
  request: RequestRow,
  { payload }: { readonly payload: string },
): Promise<Before> => ({
  payload: JSON.parse(payload) as unknown,
  version: request.currentVersion,
  requestedAt: request.createdAt,
  isUnderWay: request.status === "approved" || (await hasServiceTasks(unit.tx, tenantId, request.id)),
});

const requireFate = (fate: FateOfEdit): "keep" | "reapprove" => {
  if (typeof fate === "string") {
    return fate;
  }
  const { refused, pointer } = fate;
  throw new DomainError("approval_request.not_editable", {
    detail: refused,
    ...(pointer === undefined ? {} : { errors: [{ pointer: `/payload${pointer}`, message: refused }] }),
  });
};

const fateOf = (kind: Kind, before: unknown, after: unknown, status: "pending" | "approved") =>
  requireFate(
    kind.fateOfEdit?.(before, after, status) ??
      (status === "pending" ? "reapprove" : { refused: "What is approved is not edited in this kind." }),
  );

/** Whoever was asked is asked no more: another round begins. */
const endRound = async (ctx: UnitContext, request: RequestRow): Promise<void> => {
  const { tenantId, unit } = ctx;
  const { id: requestId } = request;
  const stages = await listStages(unit.tx, tenantId, requestId);
  await endStages(unit.tx, tenantId, requestId, { from: ["not_started", "active"], to: "canceled" });
  await endSeats(unit.tx, tenantId, { requestId }, "not_required");
  await voidActionLinks(unit.tx, tenantId, { requestId }, "superseded");
  for (const { id, status, callback } of stages) {
    if (status === "active") await wakeRun(ctx, { stageId: id, callback }, requestId);
  }
};

/** Votes stay; who has not voted yet gets a link to the version that they are to see now. */
const renewLinks = async (ctx: UnitContext, request: LockedRequest): Promise<void> => {
  const { tenantId, unit } = ctx;
  const stages = await listStages(unit.tx, tenantId, request.id);
  const seats = await listSeatsOfRequest(unit.tx, tenantId, request.id);
  await voidActionLinks(unit.tx, tenantId, { requestId: request.id }, "superseded");
  for (const { id, status, deadlineAt } of stages) {
    if (status !== "active" || deadlineAt === null) continue;
    const open = seats.filter(({ assignment }) => assignment.stageId === id && assignment.status === "open");
    await invite(ctx, { request, deadlineAt, seats: open, template: "approval-requested", now: request.now });
  }
};

/**
 * Puts another payload in place of a request's that the transaction holds, as its next version. Approvals are kept or
 * asked for anew, as its kind says; in either case its run reads the truth. The same payload again changes nothing.
 * Its last statement is the audit event. Throws `body.invalid`, `policy.*` and
 * `approval_request.not_editable`.
 */
export const revise = async (
  ctx: UnitContext,
  { request, kind }: { readonly request: LockedRequest; readonly kind: Kind },
  { title = request.title, payload, detail }: RevisionInput,
): Promise<Revision> => {
  const { tenantId, unit } = ctx;
  const { id: requestId } = request;
  const status = openStatus(request);
  const current = await readCurrent(ctx, request);
  const read = requirePayload(kind, payload);
  const content = canonicalPayload(read.payload);
  if (content.hash.equals(current.contentHash) && title === request.title) {
    return { version: request.currentVersion, fate: "unchanged" };
  }
  if (request.currentVersion >= versionsMax) {
    throw new DomainError("approval_request.not_editable", {
      detail: `The request has ${versionsMax} versions: ask anew.`,
    });
  }
  const fate = fateOf(kind, JSON.parse(current.payload), read.payload, status);
  const before = await readBefore(ctx, request, current);
  const { keys, findings } = await findOut(ctx, kind, { payload: read.payload, requestId, before });
  const version = request.currentVersion + 1;
  const known = { ...request.findings, ...findings };
  if (fate === "reapprove") {
    await requireRoute(ctx, request, { ...read, findings: { ...kind.noFindings, ...known } });
  }
  const next = {
    tenantId,
    id: requestId,
    title,
    amount: read.amount?.amount ?? null,
    currency: read.amount?.currency ?? null,
    keys: [...keys],
    findings: known,
    currentVersion: version,
    round: fate === "reapprove" ? request.round + 1 : request.round,
    status: fate === "reapprove" ? ("pending" as const) : status,
  };
  const stored = { tenantId, requestId, version, payload: content.text, contentHash: content.hash };
  await writeRevision(unit.tx, next, stored);
  await (fate === "reapprove"
    ? endRound(ctx, request)
    : renewLinks(ctx, { ...request, ...next, closedAt: request.closedAt }));
  await wakeWaiting(ctx, requestId);
  await record(ctx, {
    action: "approval_request.edited",
    target: { type: "approval_request", id: requestId, version },
    requestId,
    detail: {
      ...detail,
      fate,
      round: next.round,
      amount: read.amount,
      contentHash: content.hash.toString("hex"),
    },
  });
  return { version, fate };
};
