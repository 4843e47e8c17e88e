-- Mail that leaves, written in the transaction that has a reason to write to somebody.
create table platform.mail (
  id bigint generated always as identity primary key,
  recipient text not null,
  language text not null,
  kind text not null,                       -- what it is about: 'guests.invited'
  subject text not null,
  text text,                                -- null: deleted when it was old, for it may hold secrets (links)
  organisation_id bigint,                   -- whose administrators may see it; null: the platform's only
  state text not null check (state in ('waiting', 'sent', 'failed', 'kept')),
  attempts int not null default 0,
  error text,                               -- what the mail server said, for administrators
  message_id uuid not null default gen_random_uuid(), -- the same at each attempt: receivers tell doubles by it
  created_at bigint not null,               -- milliseconds since 1970
  sent_at bigint
);
create index mail_by_organisation on platform.mail (organisation_id, id);
create index mail_by_state on platform.mail (state, id);
create index mail_with_text on platform.mail (created_at) where text is not null;
