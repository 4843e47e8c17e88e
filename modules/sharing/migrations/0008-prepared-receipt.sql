-- Receipts of many files are made by a job; what it made is kept for a while. All times are milliseconds since 1970.
create table sharing.prepared_receipt (
  handover_id bigint not null references sharing.handover (id) on delete cascade,
  language text not null check (language in ('de', 'en')),
  -- as visitors may have it
  is_public boolean not null,
  asked_at bigint not null,
  -- lines written, of so many
  done int not null default 0,
  total int not null,
  made_at bigint,
  pdf bytea,
  primary key (handover_id, language, is_public)
);
create index prepared_receipt_made on sharing.prepared_receipt (made_at) where made_at is not null;
