import type { OperationRecord } from "../machine/state.ts";
import { pageBytesMax } from "../protocol/limits.ts";
import { type Queryable, withDeadline } from "../../stand-in/connect.ts";
import { readOperation } from "./rows.ts";

export type StatePage = {
  readonly operations: readonly OperationRecord[];
  /** Position to read on from; absent on the last page. */
  readonly next?: number | undefined;
};

type PageRow = {
  readonly execution_id: string;
  readonly body: string;
  readonly total: number;
  readonly before: number;
};

/**
 * The operations a replay needs, in the order they began, after a position. Operations inside a
 * completed context are left out unless the context asked for them. A page is bounded in items and in
 * bytes, but always holds at least one item.
 */
export const loadStatePages = async (
  sql: Queryable,
  executionIds: readonly string[],
  range: { readonly after: number; readonly items: number },
): Promise<ReadonlyMap<string, StatePage>> => {
  const rows = await withDeadline(sql<PageRow[]>`
    select page.* from json_array_elements_text(${JSON.stringify(executionIds)}::text::json) as e (id)
    cross join lateral (
      select o.execution_id, o.position, o.body,
        (sum(octet_length(o.body)) over (order by o.position))::float8 as total,
        (sum(octet_length(o.body)) over (order by o.position) - octet_length(o.body))::float8 as before
      from local_lambda.operations o
      where o.execution_id = e.id and o.position > ${range.after}::bigint
        and not exists (
          select from local_lambda.operations c
          where c.execution_id = o.execution_id and c.id = any(o.ancestors) and c.prunes)
      order by o.position limit ${range.items + 1}
    ) page
    where page.before < ${pageBytesMax}
    order by page.execution_id, page.position`);
  const grouped = Map.groupBy(rows, (row) => row.execution_id);
  return new Map(executionIds.map((id) => [id, toPage(grouped.get(id) ?? [], range.items)]));
};

/** The byte bound lets one row in that starts below it, so a page may hide whether more follows: then it names a next. */
const toPage = (rows: readonly PageRow[], items: number): StatePage => {
  const operations = rows.slice(0, items).map(readOperation);
  const last = rows.at(-1);
  const isFull = rows.length > items || (last !== undefined && last.total >= pageBytesMax);
  return { operations, next: isFull ? operations.at(-1)?.position : undefined };
};
