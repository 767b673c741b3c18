create schema if not exists local_mailbox;

-- One row a recipient: everybody has a copy of their own.
create table if not exists local_mailbox.messages (
  seq bigint generated always as identity unique,
  id text primary key,
  message_id text not null,
  sender text not null,
  recipient text not null,
  reply_to jsonb not null,
  subject text not null,
  text_part text,
  html_part text,
  headers jsonb not null,
  tags jsonb not null,
  reference text,
  received_at timestamptz not null default now()
);

create index if not exists messages_by_recipient on local_mailbox.messages (lower(recipient), seq desc);

create table if not exists local_mailbox.switches (
  one boolean primary key default true check (one),
  mode text not null check (mode in ('accept', 'refuse', 'throttle', 'delay')),
  delay_milliseconds integer not null,
  until timestamptz
);
