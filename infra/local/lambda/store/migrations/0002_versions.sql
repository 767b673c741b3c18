-- What a module was when its functions were published: an execution stays on the version it began with, also after
-- the files have changed and the process has ended.
create table durable_lambda.versions (
  -- The module's path.
  module text not null,
  number integer not null,
  -- Of the sources; what has not changed is not published again.
  hash bytea not null,
  -- The names of its functions and which of them are durable, as JSON.
  functions text not null,
  -- The sources, as deflated JSON.
  sources bytea not null,
  primary key (module, number)
);
