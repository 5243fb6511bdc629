-- What is still to be told, a row for each event and target. Delivered rows go, so the table stays short.
create table outbox (
  id           uuid        not null primary key,
  target       text        not null,
  subject_id   uuid        not null,
  bucket       smallint    not null,
  sequence     bigint      not null,
  body         text        not null,
  due_at       timestamptz not null,
  attempt      integer     not null default 0,
  leased_until timestamptz,
  dead_at      timestamptz,
  last_error   text
) with (fillfactor = 70);

create index outbox_due on outbox (due_at) where dead_at is null;
create index outbox_order on outbox (target, subject_id, sequence);

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
