-- The last mail to each: whether it has left is for who shares or asks to know.
alter table sharing.link_recipient add column mail_id bigint;
alter table sharing.request_recipient add column mail_id bigint;
