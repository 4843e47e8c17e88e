-- What can be read page by page without a download. Made by a job when somebody reads there, swept when nobody does any more.
create table files.paged (
  content_id bigint primary key references files.content (id) on delete cascade,
  page_count int not null,         -- 0: cannot be read (failed says why)
  pictures boolean not null,       -- false: pages are text alone
  whole boolean not null,          -- false: there is more than can be read here
  pdf bytea,                       -- what an office document was turned into
  failed text,
  seen_at bigint not null
);
alter table files.paged alter column pdf set storage external;
create index paged_by_seen on files.paged (seen_at);

create table files.page (
  content_id bigint not null references files.paged (content_id) on delete cascade,
  page int not null,
  picture bytea,
  words text,
  failed text,
  primary key (content_id, page)
);
alter table files.page alter column picture set storage external;
