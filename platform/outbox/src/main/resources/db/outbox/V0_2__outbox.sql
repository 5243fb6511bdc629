-- An event is stored once, as it is told, and goes when the last of its deliveries has gone.
create table outbox_event (
  bucket     smallint not null,
  subject_id uuid     not null,
  sequence   bigint   not null,
  id         uuid     not null,
  type       text     not null,
  body       text     not null,
  primary key (bucket, subject_id, sequence)
);

-- What is still to be told to whom. A lease is a due time in the future, so that a killed relay's
-- rows are due again by themselves. Lane 0 goes before lane 1, which is for what is told in bulk.
create table outbox_delivery (
  bucket     smallint    not null,
  subject_id uuid        not null,
  target     text        not null,
  sequence   bigint      not null,
  lane       smallint    not null,
  due_at     timestamptz not null,
  attempt    integer     not null default 0,
  dead_at    timestamptz,
  last_error text,
  primary key (bucket, subject_id, target, sequence)
) with (fillfactor = 70);

create index outbox_delivery_due on outbox_delivery (target, lane, due_at) where dead_at is null;

-- The number of the newest event on each subject.
create table outbox_sequence (
  subject_id uuid   not null primary key,
  last       bigint not null
);

-- How far each source's events on each subject have been applied.
create table inbox (
  source     text        not null,
  subject_id uuid        not null,
  sequence   bigint      not null,
  applied_at timestamptz not null,
  primary key (source, subject_id)
);
