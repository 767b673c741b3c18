import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import type { Switches, SwitchesInput } from "./model.ts";

export type SwitchStore = {
  readonly read: () => Promise<Switches>;
  readonly set: (input: SwitchesInput) => Promise<void>;
};

type Row = {
  readonly mode: Switches["mode"];
  readonly delayMilliseconds: number;
  readonly until: Date | null;
};

const accepting: Switches = { mode: "accept", delayMilliseconds: 0, until: null };

/** The switches in Postgres, so that a restart keeps them; the database's clock says when they end. */
export const createSwitchStore = (sql: Sql): SwitchStore => ({
  read: async () => {
    const [row] = await withDeadline(sql<Row[]>`
      select mode, delay_milliseconds as "delayMilliseconds", until from local_mailbox.switches
      where until is null or until > now()`);
    return row === undefined ? accepting : { ...row, until: row.until?.toISOString() ?? null };
  },
  set: async ({ mode, delayMilliseconds, seconds }) => {
    await withDeadline(sql`
      insert into local_mailbox.switches (mode, delay_milliseconds, until)
      values (${mode}, ${delayMilliseconds}, now() + make_interval(secs => ${seconds ?? null}))
      on conflict (one) do update set
        mode = excluded.mode, delay_milliseconds = excluded.delay_milliseconds, until = excluded.until`);
  },
});
