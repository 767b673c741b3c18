import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findRunOfRequest } from "../../db/queries/runs.ts";
import { listSeatsOfRequest } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { actDetail } from "../audit/act-detail.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { Kind } from "../kinds/model.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { getRequest } from "./get.ts";
import type { RequestDetail } from "./record.ts";
import { requireActor } from "./require-actor.ts";
import { revise } from "./revise.ts";

export type EditInput = {
  readonly id: Id<"request">;
  /** The version that the editor has seen. */
  readonly requestVersion: number;
  readonly title?: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly comment?: string | undefined;
  readonly actingMemberId?: Id<"member"> | undefined;
};

/** The requester, or, where the kind has it so, somebody who is asked and answers with another version. */
const requireEditor = async (
  ctx: UnitContext,
  { request, kind }: { readonly request: RequestRow; readonly kind: Kind },
  actingMemberId: Id<"member"> | undefined,
): Promise<void> => {
  const isAsked =
    kind.approversEdit === true &&
    actingMemberId !== undefined &&
    (await listSeatsOfRequest(ctx.unit.tx, ctx.tenantId, request.id)).some(
      ({ assignment }) => assignment.memberId === actingMemberId && assignment.status === "open",
    );
  if (!isAsked) {
    await requireActor(ctx, "edit", { request, actingMemberId });
  }
};

const requireSeen = (request: RequestRow, requestVersion: number): void => {
  if (requestVersion !== request.currentVersion) {
    throw new DomainError("decision.version_outdated", {
      detail: `Version ${request.currentVersion} is the newest: read it, and edit that.`,
      errors: [{ pointer: "/requestVersion", message: `must be ${request.currentVersion}` }],
      extensions: { currentVersion: request.currentVersion },
    });
  }
};

/** What is approved can be edited while its run is under way and can still undo what it did. */
const requireUnderWay = async (ctx: UnitContext, request: RequestRow): Promise<void> => {
  if (request.status !== "approved") {
    return;
  }
  const run = await findRunOfRequest(ctx.unit.tx, ctx.tenantId, request.id);
  if (run === undefined || (run.status !== "running" && run.status !== "waiting") || run.committed) {
    throw new DomainError("approval_request.not_editable", {
      detail: "What was approved has been carried out, or is past what can be undone.",
      extensions: { requestStatus: request.status },
    });
  }
};

/**
 * Edits a request in flight: a new version, with the approvals kept or asked for anew as its kind says. The same payload
 * again changes nothing. Throws `resource.not_found`, `actor.not_allowed`, `body.invalid`, `decision.version_outdated`
 * and `approval_request.not_editable`.
 */
export const editRequest = (ctx: Context, input: EditInput): Promise<RequestDetail> =>
  inTenant(ctx, async (tx, unit) => {
    const { id, actingMemberId, comment, title, payload } = input;
    const request = await lockRequest(tx, ctx.tenantId, id);
    if (request === undefined) throw notFound();
    const kind = requireKind(ctx, request.kind);
    await requireEditor(unit, { request, kind }, actingMemberId);
    requireSeen(request, input.requestVersion);
    await requireUnderWay(unit, request);
    await revise(
      unit,
      { request, kind },
      { by: "person", title, payload, detail: actDetail({ comment, actingMemberId }) },
    );
    return getRequest(unit, id);
  });
