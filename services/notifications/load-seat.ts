import { findMember, listMemberNames, type MemberRow } from "../../db/queries/members.ts";
import type { NotificationRow } from "../../db/queries/notifications.ts";
import { findRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findSeat, findStage, type SeatRow, type StageRow } from "../../db/queries/stages.ts";
import { findTenant, type TenantRow } from "../../db/queries/tenants.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { MailReader } from "./templates/model.ts";
import type { RequestNamed } from "./templates/request-named.ts";

/** The seat that a mail is about, with all that it may have to say of it. */
export type MailedSeat = {
  readonly request: RequestRow;
  readonly stage: StageRow;
  readonly seat: SeatRow;
  /** Whose vote it is, where somebody sits for another. */
  readonly principal: string | null;
  /** What names the request, and who reads the mail. */
  readonly named: RequestNamed & { readonly approver: MailReader };
};

type Rows = {
  readonly request: RequestRow;
  readonly tenant: TenantRow;
  readonly member: MemberRow;
};

const toNamed = ({ request, tenant, member }: Rows): MailedSeat["named"] => {
  const { title, amount, currency } = request;
  const { name, timeZone, locale } = member;
  return {
    tenantName: tenant.name,
    title,
    requester: { name: request.requesterName, email: request.requesterEmail },
    amount: amount === null || currency === null ? null : { amount, currency },
    approver: { name, timeZone, locale },
  };
};

/** Null when what the mail is about is not there. */
export const loadSeat = (ctx: Context, notification: NotificationRow): Promise<MailedSeat | null> =>
  inTenant(ctx, async (tx) => {
    const { tenantId } = ctx;
    const { assignmentId, requestId } = notification;
    const seat = assignmentId === null ? undefined : await findSeat(tx, tenantId, assignmentId);
    if (seat === undefined) {
      return null;
    }
    const { memberId, stageId, principalId } = seat.assignment;
    const found = await findRequest(tx, tenantId, requestId);
    const stage = await findStage(tx, tenantId, stageId);
    const member = await findMember(tx, tenantId, memberId);
    const tenant = await findTenant(tx, tenantId);
    if (found === undefined || stage === undefined || member === undefined || tenant === undefined) {
      return null;
    }
    const names = await listMemberNames(tx, tenantId, principalId === null ? [] : [principalId]);
    const { request } = found;
    const principal = principalId === null ? null : (names.get(principalId) ?? null);
    return { request, stage, seat, principal, named: toNamed({ request, tenant, member }) };
  });
