-- A notice may go by several channels: one row a person, campaign and channel. The next channel is
-- planned when one fails for good; where none is left, the page's cover takes over.
alter table campaign add column channels text[] not null default '{email}';

alter table delivery
    add column channel text not null default 'email' check (channel in ('email', 'sms', 'telephone', 'automated-call')),
    -- Which channel took over when this one failed for good.
    add column followed_by text,
    -- Business time.
    add column planned_at timestamptz,
    add column bounced_at timestamptz,
    -- What the relay answered: its code and enhanced status, never its words.
    add column relay_code smallint,
    add column relay_status text,
    -- Which contact point it went to: an id, meaningless outside subject-service.
    add column contact_point_id uuid,
    -- The ledger's entry of a bounce that came after the acceptance.
    add column bounce_entry_id uuid;

alter table delivery drop constraint delivery_pkey;
alter table delivery add primary key (bucket, campaign_id, subject_id, channel);

drop index delivery_due;
create index delivery_due on delivery (campaign_id, channel, bucket, due_at) where state in ('planned', 'sending', 'deferred', 'in-doubt');

-- The audience is read in the rows of the campaign's first channel; the others' begin settled.
alter table campaign_bucket add column channel text not null default 'email';
alter table campaign_bucket drop constraint campaign_bucket_pkey;
alter table campaign_bucket add primary key (campaign_id, channel, bucket);

-- The same counts, by channel. What another channel took over is a fact of its own, so that the sum
-- of the others counts people.
alter table campaign_tally add column channel text not null default 'email';
alter table campaign_tally drop constraint campaign_tally_pkey;
alter table campaign_tally add primary key (campaign_id, channel, state, slot);

create or replace function tally_deliveries() returns trigger language plpgsql as $$
declare
    own_slot constant smallint := pg_backend_pid() % 64;
begin
    if tg_op = 'INSERT' then
        insert into campaign_tally as t (campaign_id, channel, state, slot, n)
        select campaign_id, channel, fact, own_slot, count(*)
        from (select campaign_id, channel, state || case when followed_by is null then '' else '-followed' end as fact from came
              union all select campaign_id, channel, 'doubted' from came where doubts > 0) as facts
        group by campaign_id, channel, fact
        order by campaign_id, channel, fact
        on conflict (campaign_id, channel, state, slot) do update set n = t.n + excluded.n;

        insert into campaign_pace as p (campaign_id, minute, slot, n)
        select campaign_id, date_trunc('minute', settled_at), own_slot, count(*)
        from came where state = 'accepted'
        group by 1, 2
        order by 1, 2
        on conflict (campaign_id, minute, slot) do update set n = p.n + excluded.n;
    else
        insert into campaign_tally as t (campaign_id, channel, state, slot, n)
        select campaign_id, channel, fact, own_slot, sum(change)
        from (select campaign_id, channel, state || case when followed_by is null then '' else '-followed' end as fact, 1 as change from came
              union all select campaign_id, channel, 'doubted', 1 from came where doubts > 0
              union all select campaign_id, channel, state || case when followed_by is null then '' else '-followed' end, -1 from went
              union all select campaign_id, channel, 'doubted', -1 from went where doubts > 0) as facts
        group by campaign_id, channel, fact having sum(change) <> 0
        order by campaign_id, channel, fact
        on conflict (campaign_id, channel, state, slot) do update set n = t.n + excluded.n;

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

-- Those whom the page's cover must have, by name.
create index delivery_covered on delivery (campaign_id, bucket, subject_id) where state in ('bounced', 'unreachable') and followed_by is null;
