-- Entries of many members: what happened to a whole batch is one entry, and each member's own part
-- lies here. See docs/decisions/0035-a-batch-is-one-entry.md.
--
-- It comes later than the services' own first files and is numbered before them, as all of the
-- platform's are: hence out-of-order in their settings.

-- The members' commitments, 32 bytes each, in the order of their places. They stay when a member is
-- forgotten: the paths of the others lead past them. Random bytes do not get smaller, so nothing
-- tries.
create table ledger_group (
    log         smallint not null,
    entry_id    uuid     not null,
    commitments bytea    not null,
    primary key (entry_id, log)
) partition by list (log);

alter table ledger_group alter column commitments set storage external;

-- Deleted with the subject. One index: it finds a subject's part of an entry and all of a
-- subject's, and a subject is in a group once.
create table ledger_member (
    log        smallint not null,
    entry_id   uuid     not null,
    bucket     smallint not null,
    subject_id uuid     not null,
    place      integer  not null,
    record     text     not null,
    salt       bytea    not null,
    primary key (bucket, subject_id, entry_id, log)
) partition by list (log);

do $$
declare
    tab text;
begin
    foreach tab in array array ['ledger_group', 'ledger_member'] loop
        for year in 2026..2036 loop
            execute format('create table %I partition of %I for values in (%s)', tab || '_' || year, tab, year);
        end loop;
        execute format('create table %I partition of %I default', tab || '_other', tab);
    end loop;
end
$$;
