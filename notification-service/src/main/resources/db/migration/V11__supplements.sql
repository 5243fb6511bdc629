-- Data about somebody that did not come from them: until they are told. What it says is not here.
create table supplement (
    bucket       smallint    not null,
    subject_id   uuid        not null,
    item_id      uuid        not null,
    category     text        not null,
    source       text        not null,
    collected_at timestamptz not null,
    -- Business time: when it has to be said at the latest.
    due_at       timestamptz not null,
    message_id   uuid,
    told_at      timestamptz,
    primary key (bucket, subject_id, item_id)
) partition by hash (bucket);

do $$
begin
    for part in 0..7 loop
        execute format('create table supplement_%s partition of supplement for values with (modulus 8, remainder %s)', part, part);
    end loop;
end
$$;

create index supplement_due on supplement (due_at) where message_id is null;
create index supplement_untold on supplement (bucket, subject_id) where message_id is null;
