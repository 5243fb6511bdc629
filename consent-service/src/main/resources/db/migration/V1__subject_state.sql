-- What a decision needs to know of a subject, told by subject-service's events. Not who it is.
create table subject_state (
  bucket         smallint    not null,
  subject_id     uuid        not null,
  state          text        not null check (state in ('active', 'restricted', 'quarantined', 'erased')),
  residency      text,
  time_zone      text,
  do_not_contact boolean     not null default false,
  changed_at     timestamptz not null,
  primary key (bucket, subject_id)
);
