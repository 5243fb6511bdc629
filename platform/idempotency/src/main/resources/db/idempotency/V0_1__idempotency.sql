-- Answers of creating requests, kept for a day by the hash of the key that their caller chose. No personal data.
create table idempotency (
  owner      text        not null,
  key        text        not null,
  body_hash  bytea       not null,
  status     integer,
  location   text,
  body       text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (owner, key)
);

create index idempotency_expires_at on idempotency (expires_at);
