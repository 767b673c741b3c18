import type { ExecutionRecord } from "../machine/state.ts";
import type { ExecutionStatus } from "../protocol/types.ts";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { type BodyRow, readExecution, toTimestamp } from "./rows.ts";

export type ListRequest = {
  readonly functionName: string;
  readonly version?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly startedAfter?: number | undefined;
  readonly startedBefore?: number | undefined;
  readonly oldestFirst: boolean;
  readonly items: number;
  readonly after?: { readonly startedAt: number; readonly id: string } | undefined;
};

/** A page of a function's executions by their start, one more than asked to tell if more follow. */
export const listExecutions = async (sql: Sql, request: ListRequest): Promise<readonly ExecutionRecord[]> => {
  const { after } = request;
  const startedAt = toTimestamp(after?.startedAt);
  const direction = request.oldestFirst ? sql`asc` : sql`desc`;
  const beyond = request.oldestFirst
    ? sql`(started_at, id) > (${startedAt}::text::timestamptz, ${after?.id ?? null}::text)`
    : sql`(started_at, id) < (${startedAt}::text::timestamptz, ${after?.id ?? null}::text)`;
  const rows = await withDeadline(sql<BodyRow[]>`
    select body from local_lambda.executions
    where function_name = ${request.functionName} and durable and status <> 'EXPIRED'
      and (${request.version ?? null}::text is null or version = ${request.version ?? null}::text)
      and (${request.name ?? null}::text is null or name = ${request.name ?? null}::text)
      and (${request.status ?? null}::text is null or status = ${request.status ?? null}::text)
      and (${toTimestamp(request.startedAfter)}::text is null
        or started_at > ${toTimestamp(request.startedAfter)}::text::timestamptz)
      and (${toTimestamp(request.startedBefore)}::text is null
        or started_at < ${toTimestamp(request.startedBefore)}::text::timestamptz)
      and (${startedAt}::text is null or ${beyond})
    order by started_at ${direction}, id ${direction} limit ${request.items + 1}`);
  return rows.map(readExecution);
};
