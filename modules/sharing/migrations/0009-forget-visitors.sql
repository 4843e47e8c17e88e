-- When what names visitors was taken out of it, by the rule of its organisation.
alter table sharing.handover add column forgotten_at bigint;
create index handover_unforgotten on sharing.handover (coalesce(delivered_at, opened_at)) where forgotten_at is null;
