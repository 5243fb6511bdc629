-- A version's notice, sent to its authors: who, when, how many. No address.
create table test_send (
    id         uuid        primary key,
    version_id uuid        not null references policy_version,
    actor      text        not null,
    -- Security time: the limit of an hour is counted in it.
    sent_at    timestamptz not null,
    letters    smallint    not null,
    accepted   smallint    not null default 0
);
create index test_send_of_actor on test_send (actor, sent_at);

-- A look at the whole audience without a letter, bucket by bucket: what would become of it.
create table dry_run (
    id          uuid        primary key,
    version_id  uuid        not null references policy_version,
    actor       text        not null,
    -- Business time.
    started_at  timestamptz not null,
    finished_at timestamptz,
    next_bucket smallint    not null default 0,
    result      jsonb       not null,
    -- Security time: until when somebody is at it.
    lease       timestamptz
);
create index dry_run_of_version on dry_run (version_id, started_at desc);
create index dry_run_open on dry_run (started_at) where finished_at is null;
