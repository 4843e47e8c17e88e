-- What happened, for those who have to prove it. Entries form a chain of hashes (see chain.ts): each hash covers the one
-- before it. The payload is covered by a hash of its own with a salt, so that it can be deleted and the chain still holds.
create schema audit;

create table audit.entry (
  id bigint primary key,                    -- 1, 2, 3 … without a gap
  event_id bigint not null,                 -- of the outbox; grows too
  at bigint not null,                       -- milliseconds since 1970
  type text not null,                       -- 'files.changed'
  organisation_id bigint,                   -- for which; null: the platform
  payload_hash bytea not null,
  hash bytea not null,
  -- The payload, null once it was deleted:
  salt bytea,
  actor_kind text,                          -- 'person' or 'system'
  person_id bigint,                         -- who
  name text,                                -- as it was then
  client text,                              -- what kind of program
  subject text,                             -- on what: 'node:17'
  concerned bigint[],                       -- people it is about besides who did it; null: nobody
  data text                                 -- canonical JSON: text, so that it stays byte for byte
);
create index entry_by_time on audit.entry (at);
create index entry_by_type on audit.entry (type, id);
create index entry_by_organisation on audit.entry (organisation_id, id);
create index entry_by_person on audit.entry (person_id, id) where person_id is not null;
create index entry_by_concerned on audit.entry using gin (concerned) where concerned is not null;
create index entry_by_subject on audit.entry (subject, id) where subject is not null;
create extension if not exists pg_trgm;
create index entry_by_subject_text on audit.entry using gin (subject gin_trgm_ops) where subject is not null;

-- The end of the chain: without it, a tail that was cut off would leave no trace.
create table audit.head (
  single boolean primary key default true check (single),
  id bigint not null,
  hash bytea not null,
  event_id bigint not null                  -- what was delivered up to here is not appended again
);
insert into audit.head (id, hash, event_id) values (0, decode(repeat('00', 32), 'hex'), 0);

-- Where the chain was each day. The same stands in files beside the database: who changes one has to change the other.
create table audit.anchor (
  day text primary key,                     -- '2026-11-23', UTC
  id bigint not null,
  hash bytea not null,
  at bigint not null
);

-- Every type there is; payloads of its entries up to redacted_to are deleted.
create table audit.type (
  type text primary key,
  redacted_to bigint not null default 0
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log only grows' using errcode = 'restrict_violation';
end $$;

-- The one change there is: the whole payload goes, and everything else stays as it was.
create function audit.refuse_unless_redaction() returns trigger language plpgsql as $$
declare
  redacted audit.entry := old;
begin
  redacted.salt := null;
  redacted.actor_kind := null;
  redacted.person_id := null;
  redacted.name := null;
  redacted.client := null;
  redacted.subject := null;
  redacted.concerned := null;
  redacted.data := null;
  if old.salt is null or new is distinct from redacted then
    raise exception 'the audit log only grows' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger entry_stays before delete or truncate on audit.entry
  for each statement execute function audit.refuse_change();
create trigger entry_stays_as_it_is before update on audit.entry
  for each row execute function audit.refuse_unless_redaction();
create trigger anchor_stays before update or delete or truncate on audit.anchor
  for each statement execute function audit.refuse_change();
create trigger head_stays before delete or truncate on audit.head
  for each statement execute function audit.refuse_change();
