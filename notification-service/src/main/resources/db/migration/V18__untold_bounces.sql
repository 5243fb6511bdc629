-- What a bounce did, until the witness has it: the mail that told of it stays that long.
create table bounce_untold (
    -- The ledger's, of the bounce.
    entry_id    uuid        primary key,
    campaign_id uuid        not null,
    subject_id  uuid        not null,
    channel     text        not null,
    attempt     smallint    not null,
    status      text        not null,
    reason      text        not null,
    -- Business time.
    bounced_at  timestamptz not null,
    -- Whether it took the acceptance back, or came when the version bound already.
    taken_back  boolean     not null
);
