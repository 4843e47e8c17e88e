-- Messages on their way to people without a calendar here: written with the change that causes them, gone when they are mails.
create table calendar.outgoing (
  id bigint generated always as identity primary key,
  owner_kind text not null,                 -- whose message it is
  owner_id bigint not null,
  uid text not null,
  address text not null,                    -- 'eva@firma.example'
  method text not null,
  data bytea not null,
  created_at bigint not null
);
create index outgoing_order on calendar.outgoing (owner_kind, owner_id, uid, address);
