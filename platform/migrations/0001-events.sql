-- What happened, written in the transaction that made it happen; readers follow it in the order of the ids.
create table platform.outbox (
  -- First, so that a transaction has its number before it takes an id: whoever sees a gap in the ids can tell by the
  -- running transactions' numbers when nothing can fill it any more.
  xid xid8 not null,
  id bigint generated always as identity primary key,
  type text not null,
  actor json not null,
  organisation_id bigint,
  subject text not null,
  data json not null,
  at bigint not null
);

-- How far each subscriber has come. What all of them have is deleted.
create table platform.subscriber (
  name text primary key,
  last_id bigint not null,
  seen_at timestamptz not null default now()
);
