-- Wrapped data keys, one for each subject (or account) and category of data. Deleting a row makes
-- everything that it opened dark, in backups of the records too; this database's own backups are
-- kept for a few days only. Sixteen partitions by bucket, as in the subject database.
create table data_key (
  bucket     smallint    not null,
  owner      uuid        not null,
  category   text        not null,
  wrapped    bytea       not null,
  created_at timestamptz not null,
  primary key (bucket, owner, category)
) partition by hash (bucket);

do $$
begin
  for part in 0..15 loop
    execute format(
      'create table data_key_%s partition of data_key for values with (modulus 16, remainder %s)',
      part, part);
  end loop;
end $$;
