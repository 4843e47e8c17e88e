-- In which the sender read the page: so they are written to.
alter table sharing.link_delivery add column sender_language text not null default 'de' check (sender_language in ('de', 'en'));
