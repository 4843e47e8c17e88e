-- To whom, where that is known: a person may have had another address then, and is still to be told of it, and to be forgotten.
alter table platform.mail add column person_id bigint;
create index mail_by_person on platform.mail (person_id) where person_id is not null;
