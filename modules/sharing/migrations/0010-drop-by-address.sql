-- How often somebody gave an address where things are dropped: it need not be theirs.
create index handover_by_typed_address on sharing.handover (sender_address, delivered_at) where way = 'drop' and sender_address is not null;
