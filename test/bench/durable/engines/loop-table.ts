import type { Sql } from "postgres";

type State = { readonly run: string; readonly state: string; readonly value: string };
/** Resolves when the state is durable. */
export type Save = (state: State) => Promise<void>;

const togetherMax = 256;

export const prepareTable = async (sql: Sql): Promise<void> => {
  await sql`
    create table if not exists loop_runs (run text primary key, state text not null, value text not null)
    with (fillfactor = 50)`;
};

export const createSingleSave =
  (sql: Sql): Save =>
  async ({ run, state, value }) => {
    await sql`
      insert into loop_runs (run, state, value) values (${run}, ${state}, ${value})
      on conflict (run) do update set state = excluded.state, value = excluded.value`;
  };

/** While one commit is under way the states that come gather, and go together in the next. */
export const createGroupedSave = (sql: Sql): Save => {
  let gathered: { readonly state: State; readonly done: PromiseWithResolvers<void> }[] = [];
  let isUnderWay = false;

  const flush = async (): Promise<void> => {
    while (gathered.length > 0) {
      const batch = gathered.slice(0, togetherMax);
      gathered = gathered.slice(batch.length);
      try {
        await sql`
          insert into loop_runs (run, state, value)
          select run, state, value
          from json_to_recordset(${JSON.stringify(batch.map(({ state }) => state))}::text::json)
            as x (run text, state text, value text)
          on conflict (run) do update set state = excluded.state, value = excluded.value`;
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    isUnderWay = false;
  };

  return (state) => {
    const done = Promise.withResolvers<void>();
    gathered.push({ state, done });
    if (!isUnderWay) {
      isUnderWay = true;
      setImmediate(() => void flush());
    }
    return done.promise;
  };
};
