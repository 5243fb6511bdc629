-- How many letters a second a campaign may hand over, on all replicas together. No row: as many as
-- the relays take.
create table campaign_rate (
    campaign_id uuid        primary key references campaign,
    per_second  integer     not null check (per_second between 1 and 100000),
    -- Security time: from when the next letters may go. Whoever takes some moves it on.
    next_turn   timestamptz not null
);
