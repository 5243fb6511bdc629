-- Versioned registries of what may be held and why. A version is never edited: a change is the next.
create table registry_entry (
  kind       text        not null check (kind in ('categories', 'purposes', 'sources', 'legal-bases')),
  slug       text        not null check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  version    integer     not null check (version > 0),
  body       jsonb       not null,
  valid_from timestamptz not null,
  primary key (kind, slug, version)
);
