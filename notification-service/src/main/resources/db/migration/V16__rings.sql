-- When somebody's telephone last rang for us: two slots a person, each taken again after a day. What
-- was said, and to which number, is not here.
create table ring (
    bucket     smallint    not null,
    subject_id uuid        not null,
    slot       smallint    not null check (slot in (1, 2)),
    ring_id    uuid        not null,
    -- Security time.
    rung_at    timestamptz not null,
    primary key (bucket, subject_id, slot)
);

create index ring_old on ring (rung_at);
