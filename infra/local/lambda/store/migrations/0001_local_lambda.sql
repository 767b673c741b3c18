-- State of the local durable Lambda service. A record's full content is JSON text in `body`, which
-- keeps any string a function may send (NUL, lone surrogates); the other columns exist to find rows.

create table local_lambda.executions (
  id text primary key,
  function_name text not null,
  version text not null,
  name text not null,
  durable boolean not null,
  payload_hash text not null,
  status text not null,
  started_at timestamptz not null,
  -- When a closed execution's data may go; its name stays taken.
  retain_until timestamptz,
  -- Every write names the revision it was decided on, and moves it.
  revision bigint not null,
  -- Number of the last change to an operation that the function was told of.
  seen bigint not null,
  -- When the function is to be invoked next; null while nothing calls for it.
  wanted_at timestamptz,
  -- The live invocation and the worker that vouches for it.
  invocation_id text,
  lease_owner integer,
  lease_until timestamptz,
  input text not null,
  outcome text,
  body text not null
) with (fillfactor = 70);

create unique index executions_name on local_lambda.executions (function_name, name);
create index executions_wanted on local_lambda.executions (wanted_at) where wanted_at is not null;
create index executions_leased on local_lambda.executions (lease_owner) where lease_owner is not null;
create index executions_started on local_lambda.executions (function_name, started_at, id);
create index executions_retained on local_lambda.executions (retain_until) where retain_until is not null;

create table local_lambda.operations (
  execution_id text not null references local_lambda.executions on delete cascade,
  id text not null,
  position integer not null,
  sequence bigint not null,
  ancestors text[] not null,
  -- A completed context whose children a replay does not need.
  prunes boolean not null,
  body text not null,
  primary key (execution_id, id)
);

create index operations_sequence on local_lambda.operations (execution_id, sequence);

create table local_lambda.events (
  execution_id text not null references local_lambda.executions on delete cascade,
  id integer not null,
  body text not null,
  primary key (execution_id, id)
);

create table local_lambda.timers (
  execution_id text not null references local_lambda.executions on delete cascade,
  kind text not null,
  operation_id text not null,
  due_at timestamptz not null,
  primary key (execution_id, kind, operation_id)
);

create index timers_due on local_lambda.timers (due_at);
