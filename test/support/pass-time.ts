import postgres from "postgres";
import type { Id } from "../../db/schema/columns.ts";

const prefixCharacters = "req_".length;

/** Lets time pass for a request: everything of it moves into the past, by the database's own clock. */
export const openClock = (adminUrl: string) => {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  return {
    pass: async (requestId: Id<"request">, seconds: number): Promise<void> => {
      const id = requestId.slice(prefixCharacters);
      const past = `${seconds} seconds`;
      await sql`update stages set opened_at = opened_at - ${past}::interval,
        deadline_at = deadline_at - ${past}::interval where request_id = ${id}`;
      await sql`update action_links set issued_at = issued_at - ${past}::interval,
        expires_at = expires_at - ${past}::interval where request_id = ${id}`;
      await sql`update notifications set created_at = created_at - ${past}::interval where request_id = ${id}`;
    },
    /** Sets one deadline, so far from now, for every active stage of these requests, and answers it. */
    setDeadlines: async (requestIds: readonly Id<"request">[], milliseconds: number): Promise<Date> => {
      const ids = requestIds.map((id) => id.slice(prefixCharacters));
      const rows = await sql<{ at: Date }[]>`with deadline as materialized
        (select clock_timestamp() + ${`${milliseconds} milliseconds`}::interval as at)
        update stages set deadline_at = deadline.at from deadline
        where request_id::text in ${sql(ids)} and status = 'active' returning deadline.at`;
      return rows[0]?.at ?? new Date();
    },
    /** Makes the request one that has come back. */
    nextRound: async (requestId: Id<"request">): Promise<void> => {
      await sql`update approval_requests set round = round + 1 where id = ${requestId.slice(prefixCharacters)}`;
    },
    /** As a resubmission leaves it: another round, and a run of its own. */
    nextRun: async (requestId: Id<"request">): Promise<void> => {
      const id = requestId.slice(prefixCharacters);
      await sql`update approval_requests set round = round + 1 where id = ${id}`;
      await sql`
        insert into workflow_runs (tenant_id, id, request_id, kind, execution_name)
        select tenant_id, uuidv7(), id, kind, id::text || '-2' from approval_requests where id = ${id}`;
    },
    mails: async (requestId: Id<"request">): Promise<readonly Mail[]> =>
      sql<Mail[]>`select template, recipient, link_jti as jti from notifications
        where request_id = ${requestId.slice(prefixCharacters)} order by id`,
    close: () => sql.end(),
  };
};

export type Clock = ReturnType<typeof openClock>;
export type Mail = { readonly template: string; readonly recipient: string; readonly jti: string | null };
