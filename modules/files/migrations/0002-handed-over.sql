-- Whose personal space this was, while it is still called after them: erased, they must not live on in its name.
alter table files.space add column handed_over_from bigint references directory.person (id) on delete set null;
create index space_handed_over on files.space (handed_over_from) where handed_over_from is not null;
