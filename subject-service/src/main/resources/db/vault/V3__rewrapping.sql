-- How far the data keys have been wrapped anew since a keyset got this primary key.
create table rewrapping (
  primary_key_id bigint   primary key,
  next_bucket    smallint not null check (next_bucket between 0 and 256)
);
