-- Into which country a release went, as it was when it was made; of older ones the recipient's is
-- taken. Who was ever disclosed to whom and where is read bucket by bucket, along the primary key.
alter table release add column country text;
