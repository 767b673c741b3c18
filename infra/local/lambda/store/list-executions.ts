import type { ExecutionRecord } from "../machine/state.ts";
import type { ExecutionStatus } from "../protocol/types.ts";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";

export type ListRequest = {
  /** Of every function when absent. */
  readonly functionName?: string | undefined;
  readonly version?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly startedAfter?: number | undefined;
  readonly startedBefore?: number | undefined;
  readonly oldestFirst: boolean;
  readonly items: number;
  readonly after?: string | undefined;
};

export type ListedExecution = Pick<
  ExecutionRecord,
  "id" | "functionName" | "version" | "name" | "status" | "startedAt" | "endedAt"
>;

type ListedRow = {
  readonly id: string;
  readonly function_name: string;
  readonly version: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly started_at: string;
  readonly ended_at: string | null;
};

/** A page of executions by their start, one more than asked to tell if more follow. */
export const listExecutions = async (sql: Sql, request: ListRequest): Promise<readonly ListedExecution[]> => {
  const { version = null, name = null, status = null, after = null } = request;
  const { startedAfter = null, startedBefore = null, oldestFirst, functionName, items } = request;
  const direction = oldestFirst ? sql`asc` : sql`desc`;
  const beyond = oldestFirst ? sql`id > ${after}::text::uuid` : sql`id < ${after}::text::uuid`;
  const rows = await withDeadline(sql<ListedRow[]>`
    select id, function_name, version, name, status, started_at, ended_at from durable_lambda.executions
    where ${functionName === undefined ? sql`` : sql`function_name = ${functionName} and`} durable and status <> 'EXPIRED'
      and (${version}::text is null or version = ${version}::text)
      and (${name}::text is null or name = ${name}::text)
      and (${status}::text is null or status = ${status}::text)
      and (${startedAfter}::bigint is null or started_at > ${startedAfter}::bigint)
      and (${startedBefore}::bigint is null or started_at < ${startedBefore}::bigint)
      and (${after}::text is null or ${beyond})
    order by id ${direction} limit ${items + 1}`);
  return rows.map(toListed);
};

const toListed = (row: ListedRow): ListedExecution => ({
  id: row.id,
  functionName: row.function_name,
  version: row.version,
  name: row.name,
  status: row.status,
  startedAt: Number(row.started_at),
  endedAt: row.ended_at === null ? undefined : Number(row.ended_at),
});
