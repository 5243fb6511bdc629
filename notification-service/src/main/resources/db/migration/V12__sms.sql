-- The parts of text messages as the centre knows them. An answer and a receipt may come in any
-- order, so either makes the row and the other completes it. No number, no text.
create table sms_part (
    reference  text        primary key,
    bucket     smallint,
    message_id uuid,
    part       smallint,
    parts      smallint,
    state      text        check (state in ('waiting', 'delivered', 'failed')),
    code       text,
    -- Whether the message knows of the state.
    applied    boolean     not null default false,
    -- Security time.
    heard_at   timestamptz not null
);

create unique index sms_part_of_message on sms_part (message_id, part) where message_id is not null;
create index sms_part_unapplied on sms_part (heard_at) where not applied and state in ('delivered', 'failed');
create index sms_part_old on sms_part (heard_at);
