-- In whose hands deliveries are: one row a claim, not one version more of every row in it. What was
-- never claimed lies behind a place in its bucket; what waits for a moment has that moment in due_at;
-- what is in somebody's hands has neither, and is in a claim.
create table delivery_claim (
    lease       uuid        primary key,
    campaign_id uuid        not null,
    channel     text        not null,
    -- Security time: until when the claim holds.
    until       timestamptz not null,
    buckets     smallint[]  not null,
    subjects    uuid[]      not null
);

create index delivery_claim_of_queue on delivery_claim (campaign_id, channel, until);

insert into delivery_claim (lease, campaign_id, channel, until, buckets, subjects)
select lease, campaign_id, channel, min(due_at), array_agg(distinct bucket), array_agg(subject_id)
from delivery where state = 'sending' and lease is not null
group by lease, campaign_id, channel;

alter table campaign_bucket
    -- Up to whom it has been claimed for the first time, and whether anybody may lie behind.
    add column claimed_to uuid,
    add column fresh      boolean not null default true;

-- Whoever was planned so far waits for a moment, but where the audience is still being read: of such
-- a bucket nothing was claimed yet.
update campaign_bucket set fresh = false where audience_done;

alter table delivery
    -- What only the page's cover is left for: the channel failed and none took over.
    add column covered boolean,
    alter column due_at drop not null;

drop index delivery_due;
drop index delivery_covered;
-- A subject's own are found by the primary key, once a campaign.
drop index delivery_of_subject;

update delivery set state = 'planned', due_at = null where state = 'sending';
update delivery d set due_at = null
from campaign_bucket b
where b.campaign_id = d.campaign_id and b.channel = d.channel and b.bucket = d.bucket
  and not b.audience_done and d.state = 'planned';
update delivery set due_at = null where state in ('accepted', 'bounced', 'unreachable', 'suppressed');
update delivery set covered = true where state in ('bounced', 'unreachable') and followed_by is null;

alter table delivery drop column lease;

-- No index but these has a column that a first attempt changes: its row is written in its page, and
-- no index with it. So pages keep room.
create index delivery_due on delivery (campaign_id, channel, bucket, due_at) where due_at is not null;
create index delivery_covered on delivery (campaign_id, bucket, subject_id) where covered;

do $$
begin
    for part in 0..7 loop
        execute format('alter table delivery_%s set (fillfactor = 35)', part);
    end loop;
end
$$;
