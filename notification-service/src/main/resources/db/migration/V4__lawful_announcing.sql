-- What kind of document it is, which sections of a version concern whom, why a change was called not
-- material and by whom, and what became of an announcement that was taken back or put off.
alter table policy_document
    add column kind text not null default 'privacy'
        check (kind in ('privacy', 'cookie', 'terms', 'data-processing-agreement', 'sub-processor-list'));

alter table policy_version
    add column section_tags          text not null default '{}',
    add column not_material_reason   text,
    add column not_material_proposed_by text,
    add column not_material_proposed_at timestamptz,
    add column not_material_approved_by text,
    add column not_material_approved_at timestamptz,
    -- Against which version the change was judged, and against which it was announced.
    add column not_material_base     uuid references policy_version,
    add column base_id               uuid references policy_version,
    add column correction_reason     text,
    add column promised_at           timestamptz,
    add column corrected_at          timestamptz;

alter table campaign
    add column kind        text not null default 'notice' check (kind in ('notice', 'withdrawal', 'postponement')),
    -- Of a corrected notice: the date that the first one named, and why it does not hold.
    add column promised_at timestamptz,
    add column reason      text not null default '{}',
    -- Whom it is for: everybody, or the tags that its audience was read by.
    add column audience    text not null default '{"everybody":true,"tags":[]}',
    drop constraint campaign_state_check,
    add constraint campaign_state_check check (state in ('running', 'paused', 'completed', 'cancelled')),
    drop constraint campaign_version_id_key;

-- One notice of a version at a time; corrected ones come beside it.
create unique index campaign_notice on campaign (version_id) where kind = 'notice' and state <> 'cancelled';
create index campaign_of_version on campaign (version_id);

-- Which of its sources a bucket's audience is read from: subject-service first, then others.
alter table campaign_bucket add column audience_source smallint not null default 0;
