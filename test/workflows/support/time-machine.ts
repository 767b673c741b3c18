import postgres from "postgres";
import type { Id } from "../../../db/schema/columns.ts";

const prefixCharacters = "req_".length;

type Column = { readonly table: string; readonly column: string };

/**
 * Lets time pass for a request: every moment of every row that is about it moves into the past, in whatever tables
 * there are. The audit log stays, since it is a hash chain, and so do leases of the outbox; what lies in the outbox for
 * a later moment moves with the rest.
 */
export const openTimeMachine = (adminUrl: string) => {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });

  const columns = (): Promise<Column[]> => sql<Column[]>`
    select moment.table_name as "table", moment.column_name as "column"
    from information_schema.columns moment
    join information_schema.columns owner using (table_schema, table_name)
    where table_schema = 'public' and owner.column_name = 'request_id' and owner.data_type = 'uuid'
      and moment.data_type = 'timestamp with time zone' and table_name not like 'audit%'
      and (table_name <> 'outbox_messages' or moment.column_name = 'next_at')
    order by 1, 2`;

  return {
    pass: async (requestId: Id<"request">, seconds: number): Promise<void> => {
      const id = requestId.slice(prefixCharacters);
      const past = `${seconds} seconds`;
      const tables = Map.groupBy(await columns(), ({ table }) => table);
      await sql.begin(async (transaction) => {
        // Rows that may not be changed otherwise: no trigger of the application looks on.
        await transaction`set local session_replication_role = replica`;
        for (const [table, moments] of tables) {
          // At once, because a table may ask that its moments stay in order.
          const moved = moments.map(({ column }) => `"${column}" = "${column}" - $1::interval`).join(", ");
          await transaction.unsafe(`update "${table}" set ${moved} where request_id = $2`, [past, id]);
        }
      });
    },
    close: () => sql.end(),
  };
};
