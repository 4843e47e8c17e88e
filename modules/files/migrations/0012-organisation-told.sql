-- How full an organisation was when its administrators were told last: 80 or 95 per cent of its quota.
create table files.organisation_told (
  organisation_id bigint primary key references directory.organisation (id) on delete cascade,
  percent int not null
);
