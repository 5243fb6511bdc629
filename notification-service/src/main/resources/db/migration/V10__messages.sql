-- Messages to one person each. No address, no name: fields are of types that hold nothing personal,
-- and what is sealed is encrypted and gone when the message is.
create table message (
    bucket       smallint    not null,
    id           uuid        not null,
    subject_id   uuid        not null,
    template     text        not null,
    version      integer     not null,
    purpose      text        not null,
    channel      text        not null,
    fields       jsonb       not null,
    sealed       bytea,
    case_id      uuid,
    caused_by    text,
    requested_by text        not null,
    state        text        not null check (state in ('queued', 'sending', 'accepted', 'deferred', 'bounced',
                                                       'unreachable', 'suppressed', 'quarantined', 'dropped')),
    -- Security time: from when it may be claimed; while sending, until when the claim holds.
    due_at       timestamptz not null,
    lease        uuid,
    attempt      smallint    not null default 0,
    -- How often a sender was lost with it in its hands.
    losses       smallint    not null default 0,
    reason       text,
    language     text,
    -- What the other side knows it by, where it gave it a name.
    reference    text,
    -- Business time.
    created_at   timestamptz not null,
    accepted_at  timestamptz,
    delivered_at timestamptz,
    settled_at   timestamptz,
    entry_id     uuid,
    primary key (bucket, id)
) partition by hash (bucket);

do $$
begin
    for part in 0..7 loop
        execute format('create table message_%s partition of message for values with (modulus 8, remainder %s) with (fillfactor = 80)', part, part);
    end loop;
end
$$;

-- What a lane claims next.
create index message_due on message (channel, due_at) where state in ('queued', 'sending', 'deferred');
create index message_of_subject on message (bucket, subject_id, id);
create index message_by_id on message (id);
create index message_of_case on message (case_id, id) where case_id is not null;
-- The desk's lists: what people have to look at, newest first.
create index message_by_state on message (state, id) where state in ('quarantined', 'deferred', 'queued');
create index message_by_reference on message (channel, reference) where reference is not null;

-- Which batches of the witness are in the rows above; the others are caught up with.
create table witnessed_messages (
    day  date not null,
    name text not null,
    primary key (day, name)
);
