-- What each look at the public page found, language by language: the hash of the text that was shown
-- beside the hash of the one that was announced.
create table posting_look (
    version_id uuid        not null references policy_version,
    probed_at  timestamptz not null,
    language   text        not null,
    announced  text        not null,
    -- Null where the page did not answer or showed no text.
    shown      text,
    primary key (version_id, probed_at, language)
);
