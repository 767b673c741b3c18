import { sql } from "drizzle-orm";
import { delegateSeat } from "../../../services/assignments/index.ts";
import type { Id } from "../../../db/schema/columns.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { cancelRequest, type RequestDetail, withdrawRequest } from "../../../services/requests/index.ts";
import { close } from "../../../services/requests/close.ts";
import { openTask } from "../../support/open-task.ts";
import { type Office, seatOf, vote } from "../../support/office.ts";
import { openPosition } from "../../support/positions.ts";
import type { Status } from "./table.ts";

/** A request in a status, with a seat of an approver and one that a delegate has for its principal. */
export type Specimen = {
  readonly requestId: Id<"request">;
  readonly stageId: Id<"stage">;
  /** Bob's. */
  readonly ownSeat: Id<"assignment">;
  /** Eve's, for Dan. */
  readonly delegatedSeat: Id<"assignment">;
  /** Asked for while the request was pending; nobody of the table was asked to do it. Null where none was to be. */
  readonly taskId: Id<"serviceTask"> | null;
};

/** Bob, Dan and Fay may approve; Fay's decision makes the statuses, so that the other seats have none. */
export const ruleOfSpecimens: Parameters<Office["rule"]>[0] = ({ ids: { bob, dan, fay } }) => ({
  stages: [
    {
      name: "one",
      approvers: [{ member: bob }, { member: dan }, { member: fay }],
      quorum: "any",
      escalation: [{ after: "P1D", to: { role: "tenant_admin" } }],
    },
  ],
});

const expire = ({ ctx }: Office, requestId: Id<"request">): Promise<void> =>
  inTenant(ctx, (_tx, unit) => close(unit, { requestId, event: "expire", detail: {} }));

/** No verb makes drafts yet. */
const makeDraft = ({ ctx }: Office, requestId: Id<"request">): Promise<void> =>
  inTenant(ctx, async (tx) => {
    await tx.execute(
      sql`update approval_requests set status = 'draft' where id = ${requestId.slice("req_".length)}`,
    );
  });

const askForTask = async ({ ctx }: Office, { id, run }: RequestDetail): Promise<Id<"serviceTask">> => {
  if (run === null) throw new Error("the request has no run");
  const performer = () => ({ email: "outside@bank.example", name: "The bank" });
  return (await openTask(ctx, { runId: run.id, requestId: id }, { performer })).id;
};

/** `hasTask`: an order for which something was asked already is not edited any more. */
export const makeSpecimen = async (office: Office, status: Status, hasTask: boolean): Promise<Specimen> => {
  const { ctx, ids } = office;
  const request = await openPosition(ctx, await office.ask(), 1);
  const delegated = await delegateSeat(ctx, {
    assignmentId: seatOf(request, ids.dan).id,
    memberId: ids.eve,
  });
  const taskId = hasTask ? await askForTask(office, request) : null;
  const deciding = seatOf(request, ids.fay).id;
  const { id } = request;
  const into: Record<Status, () => Promise<unknown>> = {
    draft: () => makeDraft(office, id),
    pending: async () => {},
    approved: () => vote(ctx, deciding, "approve"),
    rejected: () => vote(ctx, deciding, "reject"),
    returned: () => vote(ctx, deciding, "return"),
    withdrawn: () => withdrawRequest(ctx, { id }),
    canceled: () => cancelRequest(ctx, { id }),
    expired: () => expire(office, id),
  };
  await into[status]();
  const ownSeat = seatOf(request, ids.bob);
  return {
    requestId: id,
    stageId: ownSeat.stageId,
    ownSeat: ownSeat.id,
    delegatedSeat: delegated.id,
    taskId,
  };
};
