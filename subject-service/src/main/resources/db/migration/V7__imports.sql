-- Bulk imports. next_line moves in the transaction that applies the lines before it, so a line is
-- applied once however often it is sent.
create table import_job (
  id           uuid        primary key,
  format       text        not null check (format in ('ndjson', 'csv')),
  name         text,
  state        text        not null check (state in ('open', 'running', 'completed')),
  columns      text[],
  next_line    bigint      not null,
  accepted     bigint      not null,
  refused      bigint      not null,
  created_by   text        not null,
  created_at   timestamptz not null,
  started_at   timestamptz,
  changed_at   timestamptz not null,
  completed_at timestamptz
);

create table import_error (
  import_id uuid   not null references import_job,
  line      bigint not null,
  code      text   not null,
  field     text   not null,
  detail    text   not null,
  primary key (import_id, line)
);
