-- Which message of a bounce mailbox was processed, in the transaction of what it brought about. Its
-- place alone would not do: the same message may be delivered twice.
create table bounce_mail (
    mailbox      text        not null,
    uid_validity bigint      not null,
    uid          bigint      not null,
    content_hash text        not null unique,
    kind         text        not null,
    outcome      text        not null,
    processed_at timestamptz not null,
    primary key (mailbox, uid_validity, uid)
);

-- How often a message could not be processed; after a few times it is left alone.
create table bounce_trouble (
    mailbox      text     not null,
    uid_validity bigint   not null,
    uid          bigint   not null,
    failures     smallint not null,
    primary key (mailbox, uid_validity, uid)
);

-- Who reads a mailbox; security time.
create table mailbox_lease (
    mailbox text        primary key,
    holder  uuid        not null,
    until   timestamptz not null
);

-- What came back about a delivery, whatever followed from it. Codes, never anybody's words.
create table delivery_report (
    id          uuid        primary key,
    bucket      smallint    not null,
    campaign_id uuid        not null,
    subject_id  uuid        not null,
    channel     text        not null,
    attempt     smallint    not null,
    kind        text        not null check (kind in ('failed', 'delayed', 'delivered', 'complaint')),
    status      text,
    -- Business time.
    reported_at timestamptz not null
);
create index delivery_report_of_subject on delivery_report (bucket, subject_id);

-- What subject-service is to be told of contact points, until it has taken it.
create table reachability_report (
    id               uuid        primary key,
    subject_id       uuid        not null,
    contact_point_id uuid        not null,
    state            text        not null check (state in ('reachable', 'unreachable')),
    at               timestamptz not null,
    -- Security time: from when it may be told; while it is being told, until when the claim holds.
    due_at           timestamptz not null,
    attempts         smallint    not null default 0
);
create index reachability_report_due on reachability_report (due_at);
