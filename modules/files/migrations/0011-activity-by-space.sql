-- What happened in a whole space, newest first.
create index activity_by_space on files.activity (space_id, id);
