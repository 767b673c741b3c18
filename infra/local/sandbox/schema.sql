create schema if not exists local_sandbox;

-- A secret stays valid beside its successor: what was signed before the change may still be on its way.
create table if not exists local_sandbox.secrets (
  tenant_id text not null,
  secret text not null,
  primary key (tenant_id, secret)
);

-- What is left to reserve; an article without a row is never out of stock.
create table if not exists local_sandbox.stock (
  tenant_id text not null,
  sku text not null,
  quantity bigint not null check (quantity >= 0),
  primary key (tenant_id, sku)
);

-- What an article costs by now; one without a row costs what the order says.
create table if not exists local_sandbox.prices (
  tenant_id text not null,
  sku text not null,
  minor_units bigint not null check (minor_units >= 0),
  currency text not null,
  primary key (tenant_id, sku)
);

create table if not exists local_sandbox.refusals (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tenant_id text not null,
  task_id text not null,
  reason text not null
);

-- One row per Idempotency-Key that was answered for good.
create table if not exists local_sandbox.tasks (
  tenant_id text not null,
  task_id text not null,
  fingerprint text not null,
  -- json, not jsonb: the same answer again is the same bytes.
  answer json not null,
  primary key (tenant_id, task_id)
);

-- Tasks that were undone before they came.
create table if not exists local_sandbox.tombstones (
  tenant_id text not null,
  task_id text not null,
  primary key (tenant_id, task_id)
);

create table if not exists local_sandbox.reservations (
  id text primary key,
  tenant_id text not null,
  task_id text not null,
  order_number text not null,
  lines jsonb not null,
  -- What came out of limited stock, and goes back there.
  taken jsonb not null,
  released boolean not null default false,
  unique (tenant_id, task_id)
);

create table if not exists local_sandbox.authorizations (
  id text primary key,
  tenant_id text not null,
  task_id text not null,
  order_number text not null,
  minor_units bigint not null,
  currency text not null,
  expires_at timestamptz not null,
  status text not null default 'live' check (status in ('live', 'captured', 'voided')),
  unique (tenant_id, task_id)
);

create table if not exists local_sandbox.captures (
  id text primary key,
  tenant_id text not null,
  task_id text not null,
  authorization_id text not null unique references local_sandbox.authorizations (id),
  order_number text not null,
  minor_units bigint not null,
  currency text not null,
  refunded boolean not null default false,
  unique (tenant_id, task_id)
);

-- One row per effect that really happened, and no second one for a task.
create table if not exists local_sandbox.ledger (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tenant_id text not null,
  request_id text not null,
  task_id text not null,
  type text not null,
  minor_units bigint,
  currency text,
  reference text not null,
  detail jsonb not null,
  unique (tenant_id, task_id),
  check ((minor_units is null) = (currency is null))
);

create index if not exists ledger_by_request on local_sandbox.ledger (tenant_id, request_id, id);

create or replace function local_sandbox.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;

create or replace trigger append_only before update or delete or truncate on local_sandbox.ledger
  for each statement execute function local_sandbox.refuse_change();

create table if not exists local_sandbox.switches (
  position integer primary key,
  rule jsonb not null,
  used integer not null default 0
);
