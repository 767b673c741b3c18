import { setTimeout as sleep } from "node:timers/promises";
import { answerCallbacks, expectEnded } from "./crash-trials.ts";
import type { Workers } from "./workers.ts";

/** Any number that nobody else locks. */
const gate = 4_711;
const lookMs = 10;

export type Side = "before" | "after";

/** Makes the database stop at a chosen write until the gate is opened, and then make it or refuse it. */
export const armBoundaries = async ({ sql }: Workers): Promise<void> => {
  await sql`create sequence writes`;
  await sql`create table boundary (number int not null, side text not null)`;
  await sql`insert into boundary values (0, 'after')`;
  await sql.unsafe(`
    create function stop_at_boundary() returns trigger language plpgsql as $$
    declare stop boundary;
    begin
      select * into stop from boundary;
      if nextval('writes') = stop.number then
        perform pg_advisory_xact_lock(${gate});
        if stop.side = 'before' then raise exception 'the worker was killed before this write'; end if;
      end if;
      return new;
    end $$;
    create trigger stop_at_boundary before insert on durable_lambda.journal
      for each row execute function stop_at_boundary()`);
};

/** Waits until a write stands before the gate; false when the run has ended without it. */
const isReached = async ({ sql }: Workers, run: number): Promise<boolean> => {
  for (;;) {
    const [state] = await sql<{ waiting: boolean; ended: boolean }[]>`
      select exists (select from pg_locks where locktype = 'advisory' and objid = ${gate} and not granted) as waiting,
        exists (select from durable_lambda.executions where name = ${`run-${run}`} and status <> 'RUNNING') as ended`;
    if (state?.waiting === true) return true;
    if (state?.ended === true) return false;
    await sleep(lookMs);
  }
};

/**
 * One run whose worker is killed at its n-th write: before it is made, or after it is made but before the worker
 * learns of it. Answers false when the run has fewer writes.
 */
export const crossBoundary = async (
  workers: Workers,
  { run, number, side }: { readonly run: number; readonly number: number; readonly side: Side },
): Promise<boolean> => {
  const { sql } = workers;
  const finished = new AbortController();
  const answering = answerCallbacks(workers, finished.signal);
  const holder = await sql.reserve();
  try {
    await holder`select pg_advisory_lock(${gate})`;
    await sql`select setval('writes', 1, false)`;
    await sql`update boundary set number = ${number}, side = ${side}`;
    const starting = workers.startRun(run);
    const reached = await isReached(workers, run);
    await sql`update boundary set number = 0`;
    const restarting = reached ? workers.restart(0) : Promise.resolve();
    await sleep(lookMs);
    await holder`select pg_advisory_unlock(${gate})`;
    await restarting;
    await expectEnded(workers, new Map([[run, await starting]]));
    return reached;
  } finally {
    holder.release();
    finished.abort();
    await answering;
  }
};
