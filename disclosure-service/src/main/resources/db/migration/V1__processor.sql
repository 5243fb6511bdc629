-- Who may receive data at all.
create table processor (
  id          uuid        not null primary key,
  name        text        not null unique,
  category    text        not null,
  country     text        not null,
  policy_url  text        not null,
  state       text        not null check (state in ('live', 'suspended', 'ended')),
  version     integer     not null,
  changed_at  timestamptz not null
);

-- Under which terms. An agreement is never changed: a new one follows it.
create table agreement (
  id                 uuid        not null primary key,
  processor_id       uuid        not null references processor (id),
  number             integer     not null,
  signed_by          text[]      not null,
  valid_from         date        not null,
  valid_until        date        not null,
  purposes           text[]      not null,
  fields             text[]      not null,
  retention_days     integer     not null,
  transfer_mechanism text        not null check (transfer_mechanism in ('none', 'scc', 'bcr', 'derogation')),
  sub_processors     text[]      not null,
  concluded_at       timestamptz not null,
  unique (processor_id, number)
);
