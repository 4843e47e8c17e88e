-- Uploads that wait until a scanner has looked at them. A content is asked about once, however many nodes share it; each
-- node carries the answer, so that no read asks for more: 0 never asked, 1 waiting, 2 clean, 3 infected, 4 not scannable
-- and released with a mark, 5 not scannable and withheld.
alter table files.node add column release smallint not null default 0;

create table files.release_check (
  content_id bigint primary key references files.content (id) on delete cascade,
  state smallint not null,
  finding text not null default '',  -- a signature's name; or why it is not scannable
  organisation_id bigint not null references directory.organisation (id) on delete cascade,
  node_id bigint not null,           -- as what it was uploaded; may be gone
  outside boolean not null,
  sender_id bigint references directory.person (id) on delete set null,
  sender_name text not null default '',   -- of somebody without an account, as they call themselves
  maker_id bigint references directory.person (id) on delete set null,    -- of the link that it came by
  asked_at bigint not null,
  attempts int not null default 0,
  decided_at bigint,
  decided_by bigint references directory.person (id) on delete set null   -- null: the scanner
);
create index release_check_waiting on files.release_check (attempts, asked_at) where state = 1;
create index release_check_held on files.release_check (organisation_id, asked_at) where state in (1, 3, 5);
-- What a decision may not have reached yet: few at any time.
create index node_release on files.node (content_id) where release in (1, 3, 5);
