-- Who asked for a code, so that nobody can use up another's: a browser that was here, who was sent the link, or a network.
alter table sharing.link_code
  add column way text not null default 'open' check (way in ('open', 'known', 'invited')),
  add column asker bytea,
  add column sent_at bigint;
