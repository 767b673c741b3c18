import { type AssignmentFilter, listAssignmentRows } from "../../db/queries/assignments.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { Money } from "../money/model.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Assignment, toAssignment } from "./record.ts";

export type AssignmentInList = Assignment & {
  readonly request: {
    readonly id: Id<"request">;
    readonly kind: string;
    readonly title: string;
    readonly amount: Money | null;
    readonly requestVersion: number;
    readonly requester: { readonly email: string; readonly name: string };
  };
};

/** Seats, newest first: a person's inbox with `approver` and `status=open`, a request's seats with `requestId`. */
export const listAssignments = (
  ctx: Context,
  query: PageInput & AssignmentFilter,
): Promise<Page<AssignmentInList>> =>
  inTenant(ctx, async (tx) => {
    const before = query.cursor as Id<"assignment"> | null;
    const rows = await listAssignmentRows(tx, ctx.tenantId, { ...query, before });
    const data = rows.map((row): AssignmentInList => {
      const { id, kind, title, amount, currency, currentVersion, requesterEmail, requesterName } =
        row.request;
      return {
        ...toAssignment(row),
        request: {
          id,
          kind,
          title,
          amount: amount === null || currency === null ? null : { amount, currency },
          requestVersion: currentVersion,
          requester: { email: requesterEmail, name: requesterName },
        },
      };
    });
    return pageOf(data, query.limit, (assignment) => assignment.id);
  });
