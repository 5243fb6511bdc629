-- Contact points and identifiers. The digest stands beside the value that it finds, so that whatever
-- removes the one removes the other.
create table contact_point (
  bucket          smallint    not null,
  subject_id      uuid        not null,
  id              uuid        not null,
  kind            text        not null check (kind in ('email', 'phone', 'postal')),
  value           bytea       not null,
  digest          bytea       not null,
  version         bigint      not null,
  verified_at     timestamptz,
  unchanged_since timestamptz not null,
  reachability    text        not null check (reachability in ('unknown', 'reachable', 'unreachable')),
  reached_at      timestamptz,
  primary key (bucket, subject_id, id)
) partition by hash (bucket);

create index contact_point_digest on contact_point (digest);

create table identifier (
  bucket     smallint    not null,
  subject_id uuid        not null,
  id         uuid        not null,
  kind       text        not null,
  value      bytea       not null,
  digest     bytea       not null,
  version    bigint      not null,
  added_at   timestamptz not null,
  primary key (bucket, subject_id, id)
) partition by hash (bucket);

create index identifier_digest on identifier (digest);

do $$
begin
  for part in 0..15 loop
    execute format(
      'create table contact_point_%s partition of contact_point for values with (modulus 16, remainder %s)',
      part, part);
    execute format(
      'create table identifier_%s partition of identifier for values with (modulus 16, remainder %s)',
      part, part);
  end loop;
end $$;
