-- Everything else that is held about a person, with where it comes from, what for and on what basis.
-- The digest tells an item that was sent again from a new one, within one person only.
create table item (
  bucket           smallint    not null,
  subject_id       uuid        not null,
  id               uuid        not null,
  category         text        not null,
  category_version integer     not null,
  value            bytea       not null,
  digest           bytea       not null,
  version          bigint      not null,
  source           text        not null,
  purposes         text[]      not null,
  legal_basis      text        not null,
  collected_at     timestamptz not null,
  recorded_at      timestamptz not null,
  recorded_by      text        not null,
  policy_version   text,
  primary key (bucket, subject_id, id),
  unique (bucket, subject_id, digest)
) partition by hash (bucket);

do $$
begin
  for part in 0..15 loop
    execute format(
      'create table item_%s partition of item for values with (modulus 16, remainder %s)',
      part, part);
  end loop;
end $$;
