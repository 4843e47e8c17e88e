-- Which installation this is, for clients that keep ids of several; it moves with the data.
create table platform.instance (id text primary key);
insert into platform.instance (id) values ('lc' || substr(md5(gen_random_uuid()::text), 1, 10));
