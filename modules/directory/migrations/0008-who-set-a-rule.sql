alter table directory.organisation_rule
  add column changed_by bigint references directory.person (id) on delete set null; -- null: the operator, or before it was kept
