-- Who is signed in. The key is a hash of the cookie's value and the tokens are sealed by a key that only
-- the cookie's value yields, so that this table alone opens nothing.
create table session (
  id_hash    bytea       not null primary key,
  tokens     bytea       not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create index session_expires_at on session (expires_at);
