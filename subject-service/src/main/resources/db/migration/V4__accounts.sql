-- Accounts and who acts in them. Number, name and person keys are met by keyed digest only, so both
-- tables are partitioned by the digest of the account number.
create table account (
  number_digest  bytea       not null,
  id             uuid        not null,
  kind           text        not null check (kind in ('person', 'organisation')),
  brand          text        not null,
  products       text[]      not null,
  residency      text        not null,
  details        bytea       not null,
  details_digest bytea       not null,
  version        bigint      not null,
  signed_up_at   timestamptz,
  opened_at      timestamptz not null,
  changed_at     timestamptz not null,
  primary key (number_digest)
) partition by hash (number_digest);

create table membership (
  number_digest bytea       not null,
  person_digest bytea       not null,
  bucket        smallint    not null,
  subject_id    uuid        not null,
  roles         text[]      not null,
  joined_at     timestamptz not null,
  primary key (number_digest, person_digest)
) partition by hash (number_digest);

do $$
begin
  for part in 0..15 loop
    execute format(
      'create table account_%s partition of account for values with (modulus 16, remainder %s)',
      part, part);
    execute format(
      'create table membership_%s partition of membership for values with (modulus 16, remainder %s)',
      part, part);
  end loop;
end $$;
