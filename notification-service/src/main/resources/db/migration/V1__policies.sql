-- Policy documents and their versions. Texts are never changed: a draft is replaced by another version.
create table policy_document (
    slug       text        primary key,
    title      text        not null,
    created_at timestamptz not null
);

create table policy_version (
    id            uuid        primary key,
    document      text        not null references policy_document,
    label         text        not null,
    state         text        not null check (state in ('draft', 'announced', 'in-force', 'superseded', 'withdrawn', 'postponed')),
    material      boolean     not null,
    changes       text        not null,
    text_hash     text,
    created_at    timestamptz not null,
    announced_at  timestamptz,
    effective_at  timestamptz,
    in_force_at   timestamptz,
    superseded_at timestamptz,
    unique (document, label)
);

-- One version binds at a time, whatever runs at once.
create unique index policy_version_in_force on policy_version (document) where state = 'in-force';
-- "Which version bound on that day".
create index policy_version_by_time on policy_version (document, in_force_at);

create table policy_text (
    version_id uuid not null references policy_version,
    language   text not null,
    title      text not null,
    summary    text not null,
    markdown   text not null,
    html       text not null,
    primary key (version_id, language)
);

-- What the public address showed of an announced version, hour by hour.
create table posting_probe (
    version_id uuid        not null references policy_version,
    -- Gaps are measured in time that nobody moves, the cover's age in business time.
    probed_at  timestamptz not null,
    business_at timestamptz not null,
    shown      boolean     not null,
    body_hash  text        not null,
    primary key (version_id, probed_at)
);
