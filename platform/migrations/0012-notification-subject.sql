-- What is no longer so is taken back by what it is about.
create index notification_by_subject on platform.notification (subject);
