-- People. What names or reaches them is ciphertext; what rules need (state, residency, languages,
-- time zone) is plain. Sixteen hash partitions by bucket, in this and the following tables: at
-- twenty million people each holds a good million rows, whose indexes stay in memory, while a
-- statement by bucket still plans against one and a search by digest asks only sixteen.
create table subject (
  bucket             smallint    not null,
  id                 uuid        not null,
  state              text        not null check (state in ('active', 'restricted', 'quarantined', 'erased')),
  kind               text        not null check (kind in ('person', 'organisation')),
  residency          text        not null,
  languages          text[]      not null,
  time_zone          text        not null,
  name               bytea       not null,
  name_version       bigint      not null,
  restriction_reason  bytea,
  restriction_version bigint,
  profile_digest     bytea       not null,
  accounts           bytea[]     not null,
  version            bigint      not null,
  registered_at      timestamptz not null,
  changed_at         timestamptz not null,
  -- Streams over a bucket are ordered by the transaction that brought a row in and stop at the
  -- oldest one still running: a row that commits late comes late instead of never.
  joined             xid8        not null default pg_current_xact_id(),
  primary key (bucket, id)
) partition by hash (bucket);

create index subject_joined on subject (bucket, joined, id);

do $$
begin
  for part in 0..15 loop
    execute format(
      'create table subject_%s partition of subject for values with (modulus 16, remainder %s)',
      part, part);
  end loop;
end $$;
