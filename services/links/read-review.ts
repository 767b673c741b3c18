import { findActionLink } from "../../db/queries/action-links.ts";
import { databaseTime } from "../../db/queries/clock.ts";
import { findMember, listMemberNames } from "../../db/queries/members.ts";
import { findRequest, findVersion } from "../../db/queries/requests.ts";
import { listSeatsOfRequest, listStages } from "../../db/queries/stages.ts";
import { findTenant } from "../../db/queries/tenants.ts";
import type { Runtime } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { Kind } from "../kinds/model.ts";
import { systemContext } from "../system-context.ts";
import { agrees } from "./lock.ts";
import type { LinkIdentity } from "./open.ts";
import { type LoadedReview, presentReview } from "./present-review.ts";
import { type Review, reviewState } from "./review.ts";

const load = async (ctx: UnitContext, identity: LinkIdentity): Promise<LoadedReview | null> => {
  const { tenantId } = identity;
  const { tx } = ctx.unit;
  const link = await findActionLink(tx, tenantId, identity.jti);
  if (link === undefined || !agrees(link, identity)) {
    return null;
  }
  const found = await findRequest(tx, tenantId, link.requestId);
  const seats = await listSeatsOfRequest(tx, tenantId, link.requestId);
  const stages = await listStages(tx, tenantId, link.requestId);
  const member = await findMember(tx, tenantId, identity.memberId);
  const tenant = await findTenant(tx, tenantId);
  const seat = seats.find(({ assignment }) => assignment.id === identity.assignmentId);
  const stage = stages.find(({ id }) => id === seat?.assignment.stageId);
  if (
    found === undefined ||
    member === undefined ||
    tenant === undefined ||
    seat === undefined ||
    stage === undefined ||
    member.status !== "active" ||
    tenant.status !== "active"
  ) {
    return null;
  }
  const principals = seats.flatMap(({ assignment }) => assignment.principalId ?? []);
  const principalNames = await listMemberNames(tx, tenantId, [...new Set(principals)]);
  return { link, request: found.request, seats, stages, member, tenant, seat, stage, principalNames };
};

/** Of the version that the link is for: a recorded decision is shown with what it decided on. */
const readContent = async (ctx: UnitContext, { link, request }: LoadedReview) => {
  const wanted = { requestId: request.id, version: link.requestVersion };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  const kind = ctx.kinds[request.kind];
  if (version === undefined || kind === undefined) {
    return null;
  }
  const payload: unknown = JSON.parse(version.payload);
  return {
    content: kind.describe(payload, { ...kind.noFindings, ...request.findings }),
    contentHash: version.contentHash.toString("hex"),
    edit: editOf(kind, payload),
  };
};

/** Null where the kind has no such form, and where there is nothing in it to change. */
const editOf = ({ approversEdit, editForm }: Kind, payload: unknown): Review["edit"] => {
  if (approversEdit !== true || editForm === undefined) return null;
  const fields = editForm.fields(payload);
  return fields.length === 0 ? null : { label: editForm.label, fields };
};

const stateOf = ({ link, request, seat, stage }: LoadedReview, now: Date) =>
  reviewState({
    requestStatus: request.status,
    versionOutdated: link.requestVersion !== request.currentVersion,
    seatStatus: seat.assignment.status,
    linkStatus: link.status,
    linkExpired: link.expired,
    deadlinePassed: stage.deadlineAt !== null && now >= stage.deadlineAt,
  });

/** What the holder of a link sees now, or null when there is nothing for them. Never writes. */
export const readReview = (runtime: Runtime, identity: LinkIdentity): Promise<Review | null> => {
  const who = { name: "workflow", traceId: identity.jti } as const;
  return inTenant(systemContext(runtime, identity.tenantId, who), async (tx, ctx) => {
    const loaded = await load(ctx, identity);
    if (loaded === null) {
      return null;
    }
    const shown = await readContent(ctx, loaded);
    const state = stateOf(loaded, await databaseTime(tx));
    return shown === null ? null : { state, ...shown, ...presentReview(loaded) };
  });
};
