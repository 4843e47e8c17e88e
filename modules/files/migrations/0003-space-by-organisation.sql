-- What all spaces of an organisation hold together.
create index space_by_organisation on files.space (organisation_id);
