-- The ledger: what was done, in the transaction that did it. Entries stay for the log's whole year;
-- the records that tell of a subject lie beside them and are deleted with the subject.
--
-- Why by year and not by bucket: a log is a year long, is sealed in one order and is dropped as a
-- whole when its time is over, which is a partition dropped and not rows deleted. The subject's
-- bucket still leads the one look-up that goes by subject.

create table ledger_entry (
    log         smallint    not null,
    id          uuid        not null,
    at          timestamptz not null,
    clock_moved boolean     not null,
    bucket      smallint    not null,
    action      text        not null,
    actor       text        not null,
    commitment  bytea       not null,
    -- Which transaction wrote the row: the sealer takes only rows of transactions older than every
    -- one that still runs, so a late commit is never skipped and no writer waits for the sealer.
    xid         xid8        not null default pg_current_xact_id(),
    primary key (id, log)
) partition by list (log);

create index ledger_entry_in_order on ledger_entry (log, xid, id);

create table ledger_record (
    log        smallint not null,
    entry_id   uuid     not null,
    bucket     smallint not null,
    subject_id uuid,
    record     text     not null,
    salt       bytea    not null,
    primary key (entry_id, log)
) partition by list (log);

create index ledger_record_of_subject on ledger_record (bucket, subject_id);

-- The sealed order. Written by the sealer alone, never updated.
create table ledger_leaf (
    log      smallint not null,
    index    bigint   not null,
    entry_id uuid     not null,
    primary key (log, index)
) partition by list (log);

create index ledger_leaf_of_entry on ledger_leaf (entry_id);

-- The complete subtrees of each log's tree (RFC 9162); level 0 holds the leaf hashes.
create table ledger_node (
    log   smallint not null,
    level smallint not null,
    index bigint   not null,
    hash  bytea    not null,
    primary key (log, level, index)
) partition by list (log);

-- A signed state of a log. It counts as published when the witness has it.
create table ledger_checkpoint (
    log          smallint    not null,
    size         bigint      not null,
    note         text        not null,
    -- Where the sealer goes on.
    last_xid     xid8        not null,
    published_at timestamptz,
    primary key (log, size)
);

create index ledger_checkpoint_unpublished on ledger_checkpoint (log, size) where published_at is null;

-- The years ahead, and a net below them: an entry is never refused for want of a partition.
do $$
declare
    tab text;
begin
    foreach tab in array array ['ledger_entry', 'ledger_record', 'ledger_leaf', 'ledger_node'] loop
        for year in 2026..2036 loop
            execute format('create table %I partition of %I for values in (%s)', tab || '_' || year, tab, year);
        end loop;
        execute format('create table %I partition of %I default', tab || '_other', tab);
    end loop;
end
$$;
