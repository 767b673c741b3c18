-- State of the local durable Lambda service. Times are epoch milliseconds.
--
-- An execution's truth is its journal: every write appends one row with all that it changed. The row in
-- `executions` is what is searched by, and the one place where two writers meet: each write names the revision
-- that it was decided on, and moves it. There are no foreign keys: their checks would lock, and log, the very row
-- that each write updates anyway.

create table durable_lambda.executions (
  id uuid primary key,
  function_name text not null,
  version text not null,
  name text not null,
  durable boolean not null,
  payload_hash bytea not null,
  started_at bigint not null,
  status text not null,
  ended_at bigint,
  -- When a closed execution's journal may go; its name stays taken.
  retain_until bigint,
  -- When the function is to be invoked next; null while nothing calls for it.
  wanted_at bigint,
  -- When the execution's first timer is due.
  timer_at bigint,
  -- The worker that vouches for the live invocation.
  worker integer,
  revision integer not null
) with (fillfactor = 50);

create unique index executions_name on durable_lambda.executions (function_name, name);
-- Ids are made in the order of time, so this is also the order of starts.
create index executions_started on durable_lambda.executions (function_name, id);
create index executions_wanted on durable_lambda.executions (wanted_at) where wanted_at is not null;
create index executions_timer on durable_lambda.executions (timer_at) where timer_at is not null;
-- A block range index lets the row be updated without new entries in all the others.
create index executions_retained on durable_lambda.executions using brin (retain_until);

-- Workers that live or lived; one that no longer holds its advisory lock is dead, and what it owned is looked for.
create table durable_lambda.workers (
  id integer primary key
);

create table durable_lambda.journal (
  execution_id uuid not null,
  revision integer not null,
  body bytea not null,
  primary key (execution_id, revision)
);
