-- What a delivery goes by on its way by a carrier, who may tell of it later.
alter table delivery add column parcel_id uuid;

create index delivery_of_parcel on delivery (parcel_id) where parcel_id is not null;
