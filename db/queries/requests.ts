import { and, desc, eq, ilike, lt, or, sql } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { databaseNow } from "../schema/columns.ts";
import { policyVersions } from "../schema/policies.ts";
import { approvalRequests, requestVersions } from "../schema/requests.ts";
import { assignments } from "../schema/stages.ts";
import type { RequestStatus } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";

export type RequestRow = typeof approvalRequests.$inferSelect;
export type NewRequestRow = Omit<typeof approvalRequests.$inferInsert, "createdAt" | "closedAt" | "round">;
export type RequestVersionRow = typeof requestVersions.$inferSelect;

export const insertRequest = async (
  tx: TenantTransaction,
  row: NewRequestRow,
  version: typeof requestVersions.$inferInsert,
): Promise<void> => {
  await tx.insert(approvalRequests).values(row);
  await tx.insert(requestVersions).values(version);
};

/** Locks the request: the first lock of every verb that changes one (lock order). */
export const lockRequest = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<(RequestRow & { readonly now: Date }) | undefined> => {
  const rows = await tx
    .select({ request: approvalRequests, now: sql<string>`clock_timestamp()` })
    .from(approvalRequests)
    .where(and(eq(approvalRequests.tenantId, tenantId), eq(approvalRequests.id, requestId)))
    .for("no key update");
  const found = rows[0];
  return found === undefined ? undefined : { ...found.request, now: new Date(found.now) };
};

/**
 * Moves a request out of `from`, or answers undefined when it was not there any more. One that is returned is not
 * closed: it waits for its requester.
 */
export const closeRequest = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  move: { readonly requestId: Id<"request">; readonly from: RequestStatus; readonly to: RequestStatus },
): Promise<RequestRow | undefined> => {
  const rows = await tx
    .update(approvalRequests)
    .set({ status: move.to, closedAt: move.to === "returned" ? null : databaseNow })
    .where(
      and(
        eq(approvalRequests.tenantId, tenantId),
        eq(approvalRequests.id, move.requestId),
        eq(approvalRequests.status, move.from),
      ),
    )
    .returning();
  return rows[0];
};

export type Revision = Pick<
  RequestRow,
  | "tenantId"
  | "id"
  | "title"
  | "amount"
  | "currency"
  | "keys"
  | "findings"
  | "currentVersion"
  | "round"
  | "status"
>;

/** Puts the next version in place of the current one, of a request that the transaction holds. */
export const writeRevision = async (
  tx: TenantTransaction,
  { tenantId, id, ...columns }: Revision,
  version: typeof requestVersions.$inferInsert,
): Promise<void> => {
  await tx
    .update(approvalRequests)
    .set({ ...columns, ...(columns.status === "pending" ? { closedAt: null } : {}) })
    .where(and(eq(approvalRequests.tenantId, tenantId), eq(approvalRequests.id, id)));
  await tx.insert(requestVersions).values(version);
};

/** Opens the next round of a request that the transaction holds, with its next version. */
export const beginRound = async (
  tx: TenantTransaction,
  request: Pick<
    RequestRow,
    "tenantId" | "id" | "title" | "amount" | "currency" | "keys" | "findings" | "currentVersion" | "round"
  >,
  version: typeof requestVersions.$inferInsert,
): Promise<void> => {
  const { tenantId, id, ...columns } = request;
  await tx
    .update(approvalRequests)
    .set({ ...columns, status: "pending", closedAt: null })
    .where(and(eq(approvalRequests.tenantId, tenantId), eq(approvalRequests.id, id)));
  await tx.insert(requestVersions).values(version);
};

/** Adds to what was found out about a request; a name that is there already gets its newest value. */
export const addFindings = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  {
    requestId,
    found,
  }: { readonly requestId: Id<"request">; readonly found: Readonly<Record<string, unknown>> },
): Promise<void> => {
  await tx
    .update(approvalRequests)
    .set({ findings: sql`${approvalRequests.findings} || ${JSON.stringify(found)}::text::jsonb` })
    .where(and(eq(approvalRequests.tenantId, tenantId), eq(approvalRequests.id, requestId)));
};

/** Marks a request as decided past its policy; nothing takes the mark away. */
export const markOverridden = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<void> => {
  await tx
    .update(approvalRequests)
    .set({ overridden: true })
    .where(and(eq(approvalRequests.tenantId, tenantId), eq(approvalRequests.id, requestId)));
};

const withPolicyVersion = (tx: TenantTransaction) =>
  tx
    .select({ request: approvalRequests, policyVersion: policyVersions.version })
    .from(approvalRequests)
    .innerJoin(
      policyVersions,
      and(
        eq(policyVersions.tenantId, approvalRequests.tenantId),
        eq(policyVersions.id, approvalRequests.policyVersionId),
      ),
    )
    .$dynamic();

export type RequestWithPolicy = { readonly request: RequestRow; readonly policyVersion: number };

export const findRequest = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<RequestWithPolicy | undefined> => {
  const rows = await withPolicyVersion(tx).where(
    and(eq(approvalRequests.tenantId, tenantId), eq(approvalRequests.id, requestId)),
  );
  return rows[0];
};

export type RequestFilter = {
  readonly status?: RequestStatus | undefined;
  readonly kind?: string | undefined;
  readonly approver?: Id<"member"> | undefined;
  readonly requester?: Id<"member"> | undefined;
  readonly externalId?: string | undefined;
  readonly text?: string | undefined;
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

const hasSeatOf = (tenantId: Id<"tenant">, memberId: Id<"member"> | undefined) =>
  memberId === undefined
    ? undefined
    : sql`exists (select 1 from ${assignments} where ${assignments.tenantId} = ${approvalRequests.tenantId}
        and ${assignments.requestId} = ${approvalRequests.id} and ${eq(assignments.tenantId, tenantId)}
        and ${eq(assignments.memberId, memberId)})`;

const containsText = (text: string | undefined) =>
  text === undefined
    ? undefined
    : or(
        ilike(approvalRequests.title, `%${escapeLike(text)}%`),
        ilike(approvalRequests.externalId, `%${escapeLike(text)}%`),
      );

const equalsGiven = (filter: RequestFilter) => [
  filter.status === undefined ? undefined : eq(approvalRequests.status, filter.status),
  filter.kind === undefined ? undefined : eq(approvalRequests.kind, filter.kind),
  filter.requester === undefined ? undefined : eq(approvalRequests.requesterId, filter.requester),
  filter.externalId === undefined ? undefined : eq(approvalRequests.externalId, filter.externalId),
];

/** Newest first, one more than `limit` when there are more. */
export const listRequestRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: RequestFilter & { readonly before: Id<"request"> | null; readonly limit: number },
): Promise<RequestWithPolicy[]> =>
  withPolicyVersion(tx)
    .where(
      and(
        eq(approvalRequests.tenantId, tenantId),
        page.before === null ? undefined : lt(approvalRequests.id, page.before),
        ...equalsGiven(page),
        hasSeatOf(tenantId, page.approver),
        containsText(page.text),
      ),
    )
    .orderBy(desc(approvalRequests.id))
    .limit(page.limit + 1);

export const listVersions = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<RequestVersionRow[]> =>
  tx
    .select()
    .from(requestVersions)
    .where(and(eq(requestVersions.tenantId, tenantId), eq(requestVersions.requestId, requestId)))
    .orderBy(requestVersions.version);

export const findVersion = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: { readonly requestId: Id<"request">; readonly version: number },
): Promise<RequestVersionRow | undefined> => {
  const rows = await tx
    .select()
    .from(requestVersions)
    .where(
      and(
        eq(requestVersions.tenantId, tenantId),
        eq(requestVersions.requestId, wanted.requestId),
        eq(requestVersions.version, wanted.version),
      ),
    );
  return rows[0];
};
