import { type Sql, withDeadline } from "../../stand-in/connect.ts";

type Ask = {
  readonly now: number;
  readonly functionNames: readonly string[];
  readonly versions: readonly string[];
  readonly items: number;
};

export type Wanted = {
  readonly id: string;
  /** It has ended, and the execution that started it is to be told. */
  readonly isClosed: boolean;
};

/** Executions that something is to be done about by now, the longest waiting first. */
export const findWanted = async (
  sql: Sql,
  { now, functionNames, versions, items }: Ask,
): Promise<readonly Wanted[]> =>
  withDeadline(sql<Wanted[]>`
    select id, status <> 'RUNNING' as "isClosed" from durable_lambda.executions
    where wanted_at <= ${now}
      and function_name in (select json_array_elements_text(${JSON.stringify(functionNames)}::text::json))
      and version in (select json_array_elements_text(${JSON.stringify(versions)}::text::json))
    order by wanted_at limit ${items}`);

/** Executions that have a timer due, the longest overdue first. */
export const findDue = async (sql: Sql, now: number, items: number): Promise<readonly string[]> => {
  const rows = await withDeadline(sql<{ id: string }[]>`
    select id from durable_lambda.executions where timer_at <= ${now} and status = 'RUNNING' order by timer_at limit ${items}`);
  return rows.map((row) => row.id);
};

export type Next = { readonly timerAt: number | undefined; readonly wantedAt: number | undefined };

/** When the first timer is due and the first function is wanted; undefined when there is none. */
export const findNext = async (sql: Sql): Promise<Next> => {
  const [row] = await withDeadline(sql<{ timer_at: string | null; wanted_at: string | null }[]>`
    select (select min(timer_at) from durable_lambda.executions where status = 'RUNNING') as timer_at,
      (select min(wanted_at) from durable_lambda.executions where wanted_at is not null) as wanted_at`);
  return { timerAt: toNumber(row?.timer_at), wantedAt: toNumber(row?.wanted_at) };
};

const toNumber = (text: string | null | undefined): number | undefined =>
  text === null || text === undefined ? undefined : Number(text);

/**
 * Forgets the timers that fell due after their execution had ended, so that the look for due ones need not pass over
 * them. Answers how many there were.
 */
export const sweepStaleTimers = async (sql: Sql, now: number, items: number): Promise<number> => {
  const rows = await withDeadline(sql`
    update durable_lambda.executions set timer_at = null
    where id in (
      select id from durable_lambda.executions where timer_at <= ${now} and status <> 'RUNNING'
      order by timer_at limit ${items} for update skip locked)
    returning id`);
  return rows.length;
};

/**
 * Removes what is kept of executions whose retention has passed. The row, and with it the name, stays, without its
 * payloads.
 */
export const sweepRetained = async (sql: Sql, now: number, items: number): Promise<void> => {
  await withDeadline(sql`
    with expired as (
      update durable_lambda.executions set retain_until = null, timer_at = null, status = 'EXPIRED'
      where id in (
        select id from durable_lambda.executions where retain_until <= ${now}
        order by retain_until limit ${items} for update skip locked)
      returning id
    )
    delete from durable_lambda.journal j using expired where j.execution_id = expired.id`);
};
