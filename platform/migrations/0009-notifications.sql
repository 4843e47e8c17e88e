-- What a person is told. The words are made when it is shown, in the reader's language, from kind and data.
create table platform.notification (
  id bigint generated always as identity primary key,
  person_id bigint not null,
  kind text not null,                       -- 'collaboration.mentioned'
  subject text not null,                    -- what it is about: 'node:17'
  data json not null,
  actor_id bigint,                          -- who did it, where that is one person
  actor_name text,
  link text not null,                       -- path within the web app
  key text,                                 -- unread ones of the same key become one
  count int not null default 1,
  mail text not null check (mail in ('no', 'at-once', 'digest', 'sent')),
  at bigint not null,                       -- milliseconds since 1970
  read_at bigint
);
create index notification_by_person on platform.notification (person_id, at desc, id desc);
create index notification_unread on platform.notification (person_id) where read_at is null;
create unique index notification_gathered on platform.notification (person_id, key) where key is not null and read_at is null;
create index notification_for_digest on platform.notification (person_id, at) where mail = 'digest' and read_at is null;
create index notification_by_actor on platform.notification (actor_id) where actor_id is not null;
create index notification_by_age on platform.notification (at);

-- Only what a person has chosen; the rest is as the kind says.
create table platform.notification_choice (
  person_id bigint not null,
  kind text not null,
  mail text not null check (mail in ('off', 'at-once', 'digest')),
  primary key (person_id, kind)
);
