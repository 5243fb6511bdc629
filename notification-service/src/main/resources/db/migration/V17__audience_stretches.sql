-- What is left to be read of an audience: buckets that lie beside each other, read with one question
-- where few people are in them. A stretch that was read is gone.
create table audience_stretch (
    campaign_id  uuid     not null references campaign,
    first_bucket smallint not null,
    last_bucket  smallint not null,
    -- Which of the campaign's sources is being read, and whom it named last.
    source       smallint not null default 0,
    after        uuid,
    -- Security time: until when somebody reads it.
    lease        timestamptz,
    primary key (campaign_id, first_bucket),
    check (first_bucket between 0 and last_bucket and last_bucket <= 255)
);

-- What was being read goes on from where it was.
insert into audience_stretch (campaign_id, first_bucket, last_bucket, source, after, lease)
select campaign_id, bucket, bucket, audience_source, audience_after, audience_lease
from campaign_bucket where not audience_done;

alter table campaign_bucket
    drop column audience_source,
    drop column audience_after,
    drop column audience_lease;
