-- A campaign tells everybody of one announced version.
create table campaign (
    id                uuid        primary key,
    version_id        uuid        not null unique references policy_version,
    document          text        not null,
    label             text        not null,
    state             text        not null check (state in ('running', 'paused', 'completed')),
    audience_complete boolean     not null default false,
    announced_at      timestamptz not null,
    effective_at      timestamptz not null,
    completed_at      timestamptz
);

-- The work of a campaign, bucket by bucket: first the snapshot of the audience, then the sending.
-- 256 short rows a campaign; lanes claim them, so the big table below is entered by its key only.
create table campaign_bucket (
    campaign_id    uuid        not null references campaign,
    bucket         smallint    not null,
    audience_after uuid,
    audience_done  boolean     not null default false,
    audience_lease timestamptz,
    -- When something in the bucket can be claimed next.
    next_due       timestamptz not null,
    settled        boolean     not null default false,
    primary key (campaign_id, bucket)
) with (fillfactor = 60);

-- One row a person and campaign; no address, no name. Hash-partitioned by the bucket that leads its
-- key, so that a server can be split by bucket without a change.
create table delivery (
    bucket      smallint    not null,
    campaign_id uuid        not null,
    subject_id  uuid        not null,
    state       text        not null check (state in ('planned', 'sending', 'accepted', 'deferred', 'bounced', 'unreachable', 'suppressed', 'in-doubt')),
    -- Security time: from when it may be claimed; while sending, until when the claim holds.
    due_at      timestamptz not null,
    lease       uuid,
    attempt     smallint    not null default 0,
    doubts      smallint    not null default 0,
    language    text,
    reason      text,
    -- Business time: when the relay took it.
    accepted_at timestamptz,
    entry_id    uuid,
    settled_at  timestamptz,
    primary key (bucket, campaign_id, subject_id)
) partition by hash (bucket);

do $$
begin
    for part in 0..7 loop
        execute format('create table delivery_%s partition of delivery for values with (modulus 8, remainder %s) with (fillfactor = 80)', part, part);
    end loop;
end
$$;

create index delivery_due on delivery (campaign_id, bucket, due_at) where state in ('planned', 'sending', 'deferred', 'in-doubt');
create index delivery_of_subject on delivery (bucket, subject_id);

-- Which batches of the witness are in the rows above; the others are caught up with.
create table witnessed_batch (
    campaign_id uuid not null,
    name        text not null,
    primary key (campaign_id, name)
);

-- Since when a subject is with us, and until when: from subject.* events, for late joiners.
create table membership (
    bucket     smallint    not null,
    subject_id uuid        not null,
    since      timestamptz,
    erased_at  timestamptz,
    primary key (bucket, subject_id)
) partition by hash (bucket);

do $$
begin
    for part in 0..7 loop
        execute format('create table membership_%s partition of membership for values with (modulus 8, remainder %s)', part, part);
    end loop;
end
$$;
