create schema if not exists local_warehouse;

-- Files as they were uploaded; the version says what is in them.
create table if not exists local_warehouse.files (
  bucket text not null,
  key text not null,
  version text not null,
  sequencer bigint generated always as identity,
  etag text not null,
  sha256 text not null,
  size bigint not null,
  content bytea not null,
  uploaded_at timestamptz not null default clock_timestamp(),
  primary key (bucket, key, version)
);

-- Rows that were put aside, by the task that did it.
create table if not exists local_warehouse.quarantine (
  tenant_id text not null,
  task_id text not null,
  dataset text not null,
  line integer not null,
  problem text not null,
  content jsonb not null,
  primary key (tenant_id, task_id, line)
);

-- Where the rows of a dataset came from, one row a batch. A live batch is the table named like its dataset.
create table if not exists local_warehouse.lineage (
  tenant_id text not null,
  batch_id text not null,
  dataset text not null,
  bucket text not null,
  key text not null,
  version text not null,
  sha256 text not null,
  rows bigint not null,
  sequencer text,
  received_at timestamptz,
  -- expired: replaced, and its table dropped.
  status text not null check (status in ('staged', 'live', 'replaced', 'dropped', 'expired')),
  previous_batch_id text,
  loaded_at timestamptz,
  published_at timestamptz,
  primary key (tenant_id, batch_id)
);

create unique index if not exists lineage_live on local_warehouse.lineage (tenant_id, dataset) where status = 'live';
