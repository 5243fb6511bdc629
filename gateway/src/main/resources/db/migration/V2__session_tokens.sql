-- A session's tokens move to rows of their own, one for each callee, so that several can be renewed at once and
-- each by one replica only. The column 'tokens' stays for as long as the version before may run.
alter table session alter column tokens drop not null;
alter table session add column provider_session text;
alter table session add column person text;

create index session_provider_session on session (provider_session);
create index session_person on session (person);

create table session_token (
  id_hash      bytea       not null references session on delete cascade,
  slot         text        not null,
  sealed       bytea,
  renew_at     timestamptz,
  leased_until timestamptz,
  primary key (id_hash, slot)
);

-- Logout tokens that were obeyed, until they expire: one that comes again is a replay.
create table logout_token (
  id         text        not null primary key,
  expires_at timestamptz not null
);

create index logout_token_expires_at on logout_token (expires_at);
