import type { HistoryEvent } from "../protocol/types.ts";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import type { BodyRow } from "./rows.ts";

/** A page of history after an event id, in the asked order. Reads one event more than asked, to tell if more follow. */
export const loadHistory = async (
  sql: Sql,
  executionId: string,
  range: { readonly after: number | undefined; readonly items: number; readonly newestFirst: boolean },
): Promise<readonly HistoryEvent[]> => {
  const limit = range.items + 1;
  const rows = await withDeadline(
    range.newestFirst
      ? sql<BodyRow[]>`
          select body from local_lambda.events
          where execution_id = ${executionId} and id < ${range.after ?? eventIdAbove}::bigint order by id desc limit ${limit}`
      : sql<BodyRow[]>`
          select body from local_lambda.events
          where execution_id = ${executionId} and id > ${range.after ?? 0}::bigint order by id limit ${limit}`,
  );
  return rows.map((row) => JSON.parse(row.body) as HistoryEvent);
};

const eventIdAbove = 2_147_483_647;
