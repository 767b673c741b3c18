import type { ExecutionRecord, OperationRecord, State, Timer } from "../machine/state.ts";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { type BodyRow, readExecution, readOperation, readTimer, toTimestamp } from "./rows.ts";

/** Which operations a request needs besides those its function has not seen. */
export type Needs = { readonly operationIds: readonly string[]; readonly unseen: boolean };

/** Loads an execution with the operations a request needs, as of one moment. Undefined when there is none. */
export const loadState = async (sql: Sql, id: string, needs: Needs): Promise<State | undefined> => {
  const rows = await withDeadline(sql<(BodyRow & { readonly part: string })[]>`
    select 'execution' as part, body from local_lambda.executions where id = ${id}
    union all
    select 'operation', body from local_lambda.operations
    where execution_id = ${id}
      and id in (select json_array_elements_text(${JSON.stringify(needs.operationIds)}::text::json))
    union all
    select 'operation', o.body from local_lambda.executions e
    join local_lambda.operations o on o.execution_id = e.id and o.sequence > e.seen
    where e.id = ${id} and ${needs.unseen}`);
  const execution = rows.find((row) => row.part === "execution");
  if (execution === undefined) return undefined;
  const operations = rows.filter((row) => row.part === "operation").map(readOperation);
  return { execution: readExecution(execution), operations: byId(operations) };
};

/** Loads an execution with its due timers and their operations, as of one moment. */
export const loadDue = async (
  sql: Sql,
  id: string,
  now: number,
): Promise<{ readonly state: State; readonly timers: readonly Timer[] } | undefined> => {
  const rows = await withDeadline(sql<DueRow[]>`
    select e.body as execution, t.kind, t.operation_id,
      (extract(epoch from t.due_at) * 1000)::float8 as due_ms, o.body
    from local_lambda.executions e
    join local_lambda.timers t on t.execution_id = e.id and t.due_at <= ${toTimestamp(now)}::text::timestamptz
    left join local_lambda.operations o on o.execution_id = e.id and o.id = t.operation_id
    where e.id = ${id}`);
  const [first] = rows;
  if (first === undefined) return undefined;
  const operations = rows.flatMap(({ body }) => (body === null ? [] : readOperation({ body })));
  const execution = readExecution({ body: first.execution });
  return { state: { execution, operations: byId(operations) }, timers: rows.map(readTimer) };
};

type DueRow = {
  readonly execution: string;
  readonly kind: string;
  readonly operation_id: string;
  readonly due_ms: number;
  readonly body: string | null;
};

/** The operations that changed after a number, in the order they began. */
export const loadChangedSince = async (
  sql: Sql,
  id: string,
  sequence: number,
): Promise<OperationRecord[]> => {
  const rows = await withDeadline(sql<BodyRow[]>`
    select body from local_lambda.operations
    where execution_id = ${id} and sequence > ${sequence} order by position`);
  return rows.map(readOperation);
};

export type ExecutionView = {
  readonly execution: ExecutionRecord;
  readonly input: string;
  readonly outcome: string | null;
  readonly payloadHash: string;
};

/** An execution with its payloads, until its retention has passed. */
export const loadExecution = async (sql: Sql, id: string): Promise<ExecutionView | undefined> => {
  const [row] = await withDeadline(sql<(BodyRow & Omit<ExecutionView, "execution">)[]>`
    select body, input, outcome, payload_hash as "payloadHash" from local_lambda.executions
    where id = ${id} and status <> 'EXPIRED'`);
  return row === undefined ? undefined : { ...row, execution: readExecution(row) };
};

/** The execution that a name was given to, for ever. */
export const loadByName = async (
  sql: Sql,
  functionName: string,
  name: string,
): Promise<ExecutionView | undefined> => {
  const [row] = await withDeadline(sql<(BodyRow & Omit<ExecutionView, "execution">)[]>`
    select body, input, outcome, payload_hash as "payloadHash" from local_lambda.executions
    where function_name = ${functionName} and name = ${name}`);
  return row === undefined ? undefined : { ...row, execution: readExecution(row) };
};

const byId = (operations: readonly OperationRecord[]): Map<string, OperationRecord> =>
  new Map(operations.map((operation) => [operation.id, operation]));
