-- How many deliveries of a campaign are in which state, kept as they change, so that showing a
-- campaign of a million costs no more than showing one of ten. A row is spread over slots, one a
-- connection, or every lane would wait for the same row; a count is the sum over the slots, and a
-- single slot may be below nothing. "doubted" is no state: it counts those that ever were in doubt.
create table campaign_tally (
    campaign_id uuid     not null,
    state       text     not null,
    slot        smallint not null,
    n           bigint   not null,
    primary key (campaign_id, state, slot)
) with (fillfactor = 60);

-- How many were accepted in which minute of security time.
create table campaign_pace (
    campaign_id uuid        not null,
    minute      timestamptz not null,
    slot        smallint    not null,
    n           bigint      not null,
    primary key (campaign_id, minute, slot)
) with (fillfactor = 60);

create function tally_deliveries() returns trigger language plpgsql as $$
declare
    own_slot constant smallint := pg_backend_pid() % 64;
begin
    if tg_op = 'INSERT' then
        insert into campaign_tally as t (campaign_id, state, slot, n)
        select campaign_id, fact, own_slot, count(*)
        from (select campaign_id, state as fact from came
              union all select campaign_id, 'doubted' from came where doubts > 0) as facts
        group by campaign_id, fact
        order by campaign_id, fact
        on conflict (campaign_id, state, slot) do update set n = t.n + excluded.n;

        insert into campaign_pace as p (campaign_id, minute, slot, n)
        select campaign_id, date_trunc('minute', settled_at), own_slot, count(*)
        from came where state = 'accepted'
        group by 1, 2
        order by 1, 2
        on conflict (campaign_id, minute, slot) do update set n = p.n + excluded.n;
    else
        insert into campaign_tally as t (campaign_id, state, slot, n)
        select campaign_id, fact, own_slot, sum(change)
        from (select campaign_id, state as fact, 1 as change from came
              union all select campaign_id, 'doubted', 1 from came where doubts > 0
              union all select campaign_id, state, -1 from went
              union all select campaign_id, 'doubted', -1 from went where doubts > 0) as facts
        group by campaign_id, fact having sum(change) <> 0
        order by campaign_id, fact
        on conflict (campaign_id, state, slot) do update set n = t.n + excluded.n;

        insert into campaign_pace as p (campaign_id, minute, slot, n)
        select campaign_id, minute, own_slot, sum(change)
        from (select campaign_id, date_trunc('minute', settled_at) as minute, 1 as change
              from came where state = 'accepted'
              union all select campaign_id, date_trunc('minute', settled_at), -1
              from went where state = 'accepted') as facts
        group by campaign_id, minute having sum(change) <> 0
        order by campaign_id, minute
        on conflict (campaign_id, minute, slot) do update set n = p.n + excluded.n;
    end if;
    return null;
end
$$;

create trigger delivery_came after insert on delivery
    referencing new table as came
    for each statement execute function tally_deliveries();

create trigger delivery_changed after update on delivery
    referencing old table as went new table as came
    for each statement execute function tally_deliveries();
