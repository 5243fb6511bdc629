-- What only the right top keysets recognise. A service whose keysets do not recognise these values
-- refuses to start instead of writing records that nobody can open or find.
create table key_check (
  name  text  primary key check (name in ('wrapping', 'index')),
  value bytea not null
);
