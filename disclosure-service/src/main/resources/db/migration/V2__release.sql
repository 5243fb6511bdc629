-- Every release asked for, granted or refused. Which fields, never what was in them.
create table release (
  bucket             smallint    not null,
  subject_id         uuid        not null,
  id                 uuid        not null,
  processor_id       uuid        not null,
  agreement_id       uuid,
  purpose            text        not null,
  fields             text[]      not null,
  outcome            text        not null check (outcome in ('released', 'refused')),
  rule               text        not null,
  evidence           text,
  transfer_mechanism text,
  fields_sha256      text,
  at                 timestamptz not null,
  primary key (bucket, subject_id, id)
);

create index release_of_processor on release (processor_id, id);

-- What releases need to know of a subject, told by subject-service's events. Not who it is.
create table subject_state (
  bucket     smallint    not null,
  subject_id uuid        not null,
  state      text        not null check (state in ('active', 'restricted', 'quarantined', 'erased')),
  changed_at timestamptz not null,
  primary key (bucket, subject_id)
);
