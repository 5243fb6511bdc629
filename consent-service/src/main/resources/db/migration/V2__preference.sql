-- The present choice for each subject, purpose and channel: what decisions read.
create table preference (
  bucket     smallint    not null,
  subject_id uuid        not null,
  purpose    text        not null,
  channel    text        not null,
  choice     text        not null check (choice in ('granted', 'denied')),
  version    uuid        not null,
  changed_at timestamptz not null,
  primary key (bucket, subject_id, purpose, channel)
) with (fillfactor = 80);

-- Every choice ever made, with how, by whom and on what evidence. Only ever appended to.
create table preference_history (
  bucket     smallint    not null,
  subject_id uuid        not null,
  version    uuid        not null,
  purpose    text        not null,
  channel    text        not null,
  choice     text        not null check (choice in ('granted', 'denied')),
  via        text        not null,
  actor      text        not null,
  evidence   text,
  changed_at timestamptz not null,
  primary key (bucket, subject_id, version)
);
